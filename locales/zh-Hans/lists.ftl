# The words of lists: selecting, acting on several, filters, columns, next up.

## Views
view-promises = 承诺
view-followUps = 回访
view-snoozed = 已推迟
empty-promises = 没有未兑现的承诺
empty-followUps = 没有计划中的回访
empty-snoozed = 没有推迟的工单
what-promises = 您对客户的承诺会列在这里，直到兑现。
what-followUps = 解决工单时可以安排回访，到时会列在这里。
what-mentions = 同事在备注里 @您，会列在这里。
what-snoozed = 推迟的工单在这里等，到时间或客户来消息就回来。
lane-hint = 紧急工单始终在最上面，点此到第一张
row-select = 选中（X）
row-chased = 已催办 { $n } 次
row-reopened = 已重开 { $n } 次
queue-none = 无队列
snoozed-until = 推迟到 { $time }
snoozed-reply = 推迟到客户回复
snoozed-or-reply = 客户若先来消息，会提前回来

## Next up
next-no-other = 没有其他等您处理的工单
why-due = 最先到期
why-promise = 承诺将到期

## Selecting
selected = 已选 { $n } 张
selected-clear = 取消选择
selected-most = 已选前 { $most } 张，共 { $total } 张。一次最多这么多
selected-full = 已选 { $most } 张，一次最多这么多
palette-none-selected = 请先选中工单

## Acting on several
bulk-label = 对选中的工单
bulk-claim = 认领 { $n } 张
bulk-hand-over = 把 { $n } 张转给
bulk-hand-over-to = 把 { $n } 张转接给{ $name }
bulk-solve = 解决 { $n } 张
bulk-set = 把 { $n } 张改为
bulk-move = 把 { $n } 张移到
bulk-tag = 给 { $n } 张加标签
bulk-untag = 从 { $n } 张去掉标签
bulk-take-off = 去掉
bulk-snooze = 推迟 { $n } 张，最晚到
bulk-snooze-alone = 推迟 { $n } 张
bulk-wake = 现在取回 { $n } 张
bulk-back = 回到列表
bulk-done = 已处理 { $n } 张：{ $what }
bulk-refused = { $n } 张未处理
bulk-why-taken-over = { $by }已认领
bulk-why-not-legal = 不能从“{ $from }”改为“{ $to }”
bulk-undone = 已撤回 { $n } 张
bulk-undone-some = 已撤回 { $n } 张，另 { $left } 张已有新的变化，未撤回

## Snoozing
snooze-until-hours2 = 2 小时后（{ $time }）
snooze-until-today = 今天傍晚（{ $time }）
snooze-until-tomorrow = 明天早上（{ $time }）
snooze-until-monday = 周一早上（{ $time }）
snooze-until-week = 一周后（{ $time }）
snooze-other = 其他时间
snooze-reply = 直到客户回复
snooze-ticket = 推迟
snooze-day = 日期
snooze-time = 时间
snooze-past = 这个时间已过

## Columns and looks
column-channel = 渠道
column-number = 编号
column-category = 类别
column-urgency = 紧急程度
column-owner = 首问负责人
column-queue = 队列
column-status = 状态
column-updated = 更新
column-clock = 时限
look-title = 列表显示
look-layout = 布局
look-cards = 卡片
look-table = 表格
look-columns = 每张工单显示的列，依此顺序
look-earlier = { $name }前移

## Filters
filters = 筛选
filter = 筛选
filter-new = 新建筛选
filter-edit = 编辑筛选
filter-edit-rename = 编辑或重命名
filter-menu = 筛选“{ $name }”
filter-of = { $name }，{ $by }共享
filter-mine-shared = { $name }，已共享给团队
filter-from-view = 以此视图新建筛选
filter-make-copy = 复制为我的筛选
filter-copy = { $name }（我的）
filter-share = 共享给团队
filter-share-more = 每个人都会在视图下方看到
filter-unshare = 停止共享
filter-shared = 已共享给团队：{ $name }
filter-unshared = 现在只有您能看到：{ $name }
filter-remove = 移除
filter-removed = 已移除筛选：{ $name }
filter-empty = 目前没有符合的工单
filter-name = 名称
filter-needs-name = 请取个名称
filter-owner-any = 任何人
filter-owner-me = 我
filter-owner-nobody = 无人
filter-owner-others = 其他人
filter-owner-agent = 某一人
filter-add-category = 添加类别
filter-tag-add = 输入标签后按回车
filter-without = 去掉{ $name }
filter-tier = 会员等级
filter-any = 不限
filter-tier-from = V{ $tier } 起
filter-unread = 只看有新内容的
filter-hot = 只看情绪激动的客户
filter-order = 排序
filter-order-due = 先到期
filter-order-newest = 最新
filter-order-oldest = 最早
filter-order-updated = 最近更新
filter-holds = 目前有 { $n } 张工单

## The palette and the sheet of keys
action-bulk-claim = 选中的：认领
action-bulk-solve = 选中的：解决
action-bulk-owner = 选中的：转接
action-bulk-status = 选中的：状态
action-bulk-urgency = 选中的：紧急程度
action-bulk-category = 选中的：类别
action-bulk-queue = 选中的：队列
action-bulk-tag = 选中的：标签
action-bulk-snooze = 选中的：推迟
action-select-all = 全选列表
action-filter-new = 新建筛选
action-filter-go = 筛选：{ $name }
action-filter-edit = 当前筛选：编辑或重命名
action-filter-copy = 当前筛选：复制
action-filter-share = 当前筛选：共享给团队
action-filter-unshare = 当前筛选：停止共享
action-filter-remove = 当前筛选：移除
action-layout-cards = 列表：卡片
action-layout-table = 列表：表格
action-select = 选中
action-select-down = 向下连续选中
action-select-up = 向上连续选中
action-back-to-list = 回到列表
palette-selected = 选中的工单
