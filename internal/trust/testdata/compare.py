"""Says what openpyxl sees of workbooks before and after: for each pair of paths
one line of JSON."""
import json
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")


def cells(book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None or cell.comment is not None:
                    yield sheet, cell


def seen(before, after):
    try:
        old = openpyxl.load_workbook(before)
    except Exception as e:  # whatever it is: the source is not for openpyxl
        return {"Unread": repr(e)}
    try:
        new = openpyxl.load_workbook(after)
    except Exception as e:
        return {"Broken": repr(e)}
    lost, had = [], 0
    for sheet, cell in cells(old):
        place = "%s!%s" % (sheet.title, cell.coordinate)
        if sheet.title not in new.sheetnames:
            lost.append(sheet.title)
            break
        now = new[sheet.title][cell.coordinate]
        if cell.value is not None and str(now.value) != str(cell.value):
            lost.append("%s %r is %r" % (place, cell.value, now.value))
        if cell.comment is not None:
            had += 1
            if now.comment is None or cell.comment.text not in now.comment.text:
                lost.append("note of " + place)
    notes = [cell.comment.text for _, cell in cells(new) if cell.comment is not None]
    formats = sum(len(list(sheet.conditional_formatting)) for sheet in new.worksheets)
    return {"Lost": lost[:5], "Notes": notes, "Added": len(notes) - had, "Conditionals": formats}


for i in range(1, len(sys.argv), 2):
    print(json.dumps(seen(sys.argv[i], sys.argv[i + 1])))
