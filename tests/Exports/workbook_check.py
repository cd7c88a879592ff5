"""Opens workbooks as an analyst would, in pandas (by openpyxl), and says what each sheet holds: one JSON object a line."""
import json
import sys
import warnings

import openpyxl
import pandas

warnings.simplefilter("error")
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path)
    codes = {"Mã đơn vị": str, "Mã tỉnh": str}  # pandas makes numbers of texts such as 01
    sheets = pandas.read_excel(path, sheet_name=None, engine="openpyxl", dtype=codes)
    for name, frame in sheets.items():
        sums = {c: float(frame[c].sum()) for c in frame.columns if frame[c].dtype.kind in "if"}
        kinds = {str(c): str(frame[c].dtype) for c in frame.columns}
        print(json.dumps({"path": path, "sheet": name, "rows": len(frame), "columns": list(map(str, frame.columns)), "sums": sums,
                          "kinds": kinds, "frozen": book[name].freeze_panes}, ensure_ascii=False))
