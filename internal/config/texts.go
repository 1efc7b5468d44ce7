package config

import "goalxl/internal/lang"

// What is said of a goalxl.yaml that cannot be used.
var (
	sayNoFile      = lang.T("无法读取配置文件 %s", "the configuration file %s could not be read")
	sayCheckPath   = lang.T("请检查路径和权限", "check its path and permissions")
	sayTooLong     = lang.T("配置文件 %s 太长，超过 64 KB", "the configuration file %s is too long, more than 64 KB")
	sayNotYAML     = lang.T("%s 不是合法的 YAML：请检查缩进、冒号、引号和括号", "%s is not valid YAML: check its indents, colons, quotes and brackets")
	sayLine        = lang.T("%s 第 %d 行：%s", "%s line %d: %s")
	sayBadYAML     = lang.T("不是合法的 YAML：请检查缩进、冒号、引号和括号", "not valid YAML: check indents, colons, quotes and brackets")
	sayNotText     = lang.T("有读不出的字符，请用 UTF-8 编码另存", "characters that cannot be read: save it anew as UTF-8")
	saySeeExample  = lang.T("写法见 goalxl explain --example-config", "see goalxl explain --example-config")
	sayOneDocument = lang.T("只能有一份文档，不能用 --- 再分一份", "a second document after --- is not allowed")
	sayNotObject   = lang.T("这里应是“名称: 内容”的列表，却是 %s", "expected lines of \"name: value\" here, found %s")
	sayBadKey      = lang.T("%s 不能作名称", "%s is no name")
	sayTwice       = lang.T("%s 写了两次", "%s is given twice")
	sayNoText      = lang.T("%s 后面应是一个词或数，却是 %s", "%s needs a word or a number, not %s")
	sayNotAChoice  = lang.T("%s 不接受 %s", "%s does not take %s")
	sayChoices     = lang.T("可选：%s", "choose one of %s")
	sayUnknownKey  = lang.T("没有 %s 这一项", "there is no setting %s")
	sayNoMeaning   = lang.T("没有 %s 这种含义（表头 %s）", "there is no meaning %s (heading %s)")
	sayMeanings    = lang.T("常用：item, dimension, target, share, actual, rate, gap, prior, owner, due, strategy, cum_actual, year_target, month:3, quarter:Q1, ignore",
		"the usual ones: item, dimension, target, share, actual, rate, gap, prior, owner, due, strategy, cum_actual, year_target, month:3, quarter:Q1, ignore")
	sayNoUnit      = lang.T("%s 不是单位", "%s is no unit")
	sayUnits       = lang.T("例如 万元、元、亿元、家", "such as CNY, $, $M, k")
	sayNotAList    = lang.T("%s 后面应是一列，每行以 - 开头", "%s needs a list, a line beginning with - for each entry")
	sayBadPattern  = lang.T("%s 不是可用的工作表名或通配写法", "%s is no name or pattern of sheets")
	sayPattern     = lang.T("例如 草稿* 或 Sheet?", "such as Draft* or Sheet?")
	sayNotYears    = lang.T("%s 应是 1 到 10 的整数，却是 %s", "%s must be a whole number from 1 to 10, not %s")
	sayNotPoints   = lang.T("%s 应是 0 到 1000 的百分点数，却是 %s", "%s must be a number of percentage points from 0 to 1000, not %s")
	sayNotDays     = lang.T("%s 应是 1 到 366 的整数，却是 %s", "%s must be a whole number from 1 to 366, not %s")
	sayNotMonths   = lang.T("%s 应是 1 到 12 的整数，却是 %s", "%s must be a whole number from 1 to 12, not %s")
	sayNotMultiple = lang.T("%s 应是 1 到 100 的数，却是 %s", "%s must be a number from 1 to 100, not %s")
)
