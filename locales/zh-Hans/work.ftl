# 发送、推迟、结案与转接。

# 由 Rust 说出
waits-until = 定于 { $time } 发出
event-raised = 紧急程度由 { $from } 升为 { $to }：客户不得不再次询问
closing-told = 已告知客户
closing-not-told = 未告知客户
closing-satisfied = 满意
closing-unsatisfied = 不满意
closing-notAsked = 未询问
demand-basic = 基础咨询
demand-complex = 复杂诉求
demand-latent = 潜在需求
field-demand = 需求类型
operation-forward = 转发
kind-forward = 转发
forward-subject = 转发：{ $subject }
forward-head = ---------- 转发内容 ----------
forward-from = { $name }，{ $time }：
operation-callBack = 回电
operation-snooze = 推迟
operation-wake = 取回
operation-link = 关联
kind-callBack = 回电
kind-snooze = 推迟
kind-wake = 取回
kind-link = 关联
operation-setFilter = 团队列表
operation-changeCustomer = 客户资料
operation-joinCustomer = 合并客户
operation-partCustomer = 拆分客户
operation-reveal = 查看遮盖内容
operation-removeFilter = 移除列表
kind-tellCutOff = 故障
kind-declareOutage = 故障
kind-tellOutage = 故障
kind-endOutage = 故障
kind-setFilter = 列表
kind-changeCustomer = 客户
kind-joinCustomer = 客户
kind-partCustomer = 客户
kind-reveal = 查看
kind-removeFilter = 移除列表

# 发送
send-more = 其他发送方式
send-later = 稍后发送…
send-later-title = 稍后发送
send-and-pending = 发送并等待客户
send-and-solved = 发送并解决
send-why-category = 请先选择属于哪一类
send-why-status = “{ $status }”不能这样改
send-why-note = 只用于回复
send-later-button = 定时发出
will-later = 发给 { $name }（{ $channel }），定于 { $time } 发出；客户先来新消息，会先问您
will-later-offline = 离线：先存本机，{ $time } 发给 { $name }（{ $channel }）；届时仍离线，恢复后发出
will-undo = { $n } 秒内可撤回
will-claim = 您同时认领这张工单
will-then = 随后状态：{ $status }
will-files = 附带 { $n } 个文件
signature-shown = 下面附上您的签名
sent-undo = 已发给 { $name }，{ $seconds } 秒内可撤回
sent-later = 定于 { $time } 发出
take-back = 撤回
take-back-sent = 撤回刚做的操作
take-back-none = 现在没有可以撤回的
taken-back = 已撤回，内容回到编辑框
put-off-chip = 定于 { $time } 发出
put-off-leave = 现在发出

# 时间
when-label = 什么时候，用您自己的话
when-hint = 明天 9 点、2 小时后、下周二
when-means = 即 { $time }
when-unknown = 还没看懂。试试“明天 9 点”或“2 小时后”。
when-past = { $time } 已经过去，请选以后的时间。
when-usual = 常用时间
when-hour = 1 小时后
when-tomorrow = 明天上午
when-monday = 周一上午

# 推迟
snooze-title = 推迟到
snooze-note = 时钟照常走，客户来消息会立即取回。
snoozed-chip = 推迟到 { $time }
snoozed-chip-reply = 推迟到客户回复
wake = 取回
snoozed-done = 已推迟到 { $time }
snoozed-done-reply = 已推迟到客户回复
woken-done = 已取回 { $number }
palette-done = 这张工单已经解决
action-snooze = 推迟这张工单
action-snooze-hours2 = 推迟两小时
action-snooze-today = 推迟到今天傍晚
action-snooze-tomorrow = 推迟到明天早上
action-snooze-monday = 推迟到周一早上
action-snooze-week = 推迟一周
action-snooze-reply = 推迟到客户回复
action-wake = 取回这张工单

# 结案
close-title = 解决 { $number }
close-category = 属于哪一类
close-category-below = 具体是
close-category-choose = 请选择
close-category-needed = 请先选择属于哪一类
close-told = 已把结果告知客户
close-satisfaction = 客户怎么说
close-satisfied = 满意
close-unsatisfied = 不满意
close-not-asked = 未询问
close-follow-up = 回访
close-follow-none = 不需要
close-follow-day = 24 小时后
close-follow-later = 其他时间…
close-follow-text = 询问是否一切都好
close-button = 解决
closed-done = { $number } 已解决

# 转接
handover-reason = 原因
handover-reason-hint = 熟悉此事、换班……
handover-reason-needed = 请写下为什么转接
handover-asked = 客户要什么
handover-known = 已知情况
handover-tried = 已尝试
handover-promised = 已承诺
handover-promise = { $text }（{ $time } 之前）
handover-will = { $name } 会在对话上方看到这些
handover-done = { $number } 已转给 { $name }
handover-note = 转接说明
handover-to-me = { $by } 转给您，{ $time }
handover-from-to = { $by } 转给 { $to }，{ $time }
take-over-title = 接手这张工单
take-over-needed = 请写下为什么接手

# 关联
link-tickets = 关联另一张工单
link-label = 工单号或几个词
link-open = 打开关联的 { $number }
link-remove = 取消与 { $number } 的关联
link-done = 已与 { $number } 关联
link-removed = 已取消与 { $number } 的关联
link-stands = { $number } · { $status }
links = 关联工单
links-chip = 关联 { $n } 张
link-missing = 不在本机
link-unknown = 本机没有这样的其他工单。

# 需求类型与两级列表
action-demand = 改需求类型
action-demand-basic = 需求类型改为基础咨询
action-demand-complex = 需求类型改为复杂诉求
action-demand-latent = 需求类型改为潜在需求
picker-find = 查找
picker-none = 没有这个名称

# 计数
chased-chip = 追问 { $n } 次
reopened-chip = 重开 { $n } 次
event-call-told = { $by } 已回电，告知了客户
event-call-not-reached = { $by } 回电，未接通
event-call-promised = { $by } 已回电，作了承诺
