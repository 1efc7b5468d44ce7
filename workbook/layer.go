package workbook

import "goalxl/workbook/report"

// marker is the part of a conditional format's formula by which the tool knows
// its own again, whatever program has saved the workbook since: it is always 0.
func (l layer) marker() string {
	if l == trackLayer {
		return trackMarker
	}
	return Marker
}

// holds reports whether a sheet of the tool's belongs to the layer.
func (l layer) holds(k report.Kind) bool {
	switch k {
	case report.Foreign:
		return false
	case report.SnapshotSheet, report.RefreshSheet:
		return l == trackLayer
	}
	return l == markLayer
}

// log is the kind of the sheet that lists what the layer wrote into people's cells.
func (l layer) log() report.Kind {
	if l == trackLayer {
		return report.RefreshSheet
	}
	return report.ChangesSheet
}

// names are the defined names of the layer's sheets.
func (l layer) names() []string {
	switch l {
	case trackLayer:
		return []string{report.SnapshotsName, report.RefreshName}
	case collectLayer:
		return nil // they go with their sheets
	}
	return []string{report.OverviewName, report.FindingsName, report.ChangesName}
}
