package command

import (
	"strconv"

	"goalxl/internal/collect"
	"goalxl/internal/lang"
)

type (
	jsonCollect struct {
		jsonRun
		Replies   []jsonReply    `json:"replies"`
		Conflicts []jsonConflict `json:"conflicts"`
		NotTaken  []jsonRefusal  `json:"not_taken"`
	}
	jsonReply struct {
		Owner   string     `json:"owner,omitempty"`
		Path    string     `json:"path,omitempty"`
		State   string     `json:"state"`
		Changes int        `json:"changes"`
		Late    int        `json:"days_late,omitempty"`
		Message string     `json:"message,omitempty"`
		Mail    string     `json:"mail,omitempty"`
		Error   *jsonError `json:"error,omitempty"`
	}
	jsonConflict struct {
		Sheet    string `json:"sheet"`
		Cell     string `json:"cell,omitempty"`
		Subject  string `json:"subject,omitempty"`
		Column   string `json:"column"`
		Sent     string `json:"sent"`
		Returned string `json:"returned"`
		Master   string `json:"master"`
		Owner    string `json:"owner"`
		Path     string `json:"path"`
		ID       string `json:"id"`
		Message  string `json:"message"`
	}
	jsonRefusal struct {
		Owner    string `json:"owner"`
		Path     string `json:"path"`
		Sheet    string `json:"sheet,omitempty"`
		Cell     string `json:"cell,omitempty"`
		Subject  string `json:"subject,omitempty"`
		Column   string `json:"column,omitempty"`
		Sent     string `json:"sent,omitempty"`
		Returned string `json:"returned,omitempty"`
		Message  string `json:"message"`
	}
)

// jsonCollected is what came of the replies as one JSON object, with texts in l.
func jsonCollected(report *Report, res *collect.Result, reminders []reminder, l lang.Lang) string {
	out := jsonCollect{jsonRun: jsonRun{Schema: schema, Command: "collect", Files: []jsonFile{jsonOf(report, l)}},
		Replies: []jsonReply{}, Conflicts: []jsonConflict{}, NotTaken: []jsonRefusal{}}
	out.Summary = jsonSummary{Files: 1, Changes: report.Changes.Len()}
	for i := range res.Replies {
		reply := &res.Replies[i]
		j := jsonReply{Owner: reply.Owner, Path: reply.Path, State: reply.State.String(), Changes: reply.Changes, Late: reply.Late, Message: reply.Note.In(l)}
		for _, m := range reminders {
			if m.reply == reply {
				j.Mail = m.path
			}
		}
		if reply.Err != nil {
			j.Error = &jsonError{Message: reply.Err.What.In(l), Hint: reply.Err.Hint.In(l)}
		}
		out.Replies = append(out.Replies, j)
	}
	for i := range res.Conflicts {
		c := &res.Conflicts[i]
		out.Conflicts = append(out.Conflicts, jsonConflict{Sheet: c.Sheet, Cell: c.Cell, Subject: c.Subject, Column: c.Heading, Sent: c.Sent.Plain,
			Returned: c.Returned.Plain, Master: c.Master.Plain, Owner: c.Owner, Path: c.Path, ID: c.ID, Message: c.Why.In(l)})
	}
	for i := range res.Refused {
		c := &res.Refused[i]
		out.NotTaken = append(out.NotTaken, jsonRefusal{Owner: c.Owner, Path: c.Path, Sheet: c.Sheet, Cell: c.Cell, Subject: c.Subject, Column: c.Heading,
			Sent: c.Sent.Plain, Returned: c.Returned.Plain, Message: c.Why.In(l)})
	}
	return encodeJSON(out)
}

// count0 is a number for a cell of CSV; a blank for none.
func count0(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
