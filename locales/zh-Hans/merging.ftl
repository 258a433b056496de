# Merging and taking apart, taking over, several at once, and what leaves later.

# Spoken by Rust: the lines of a ticket
event-claimed-from = { $by } 从{ $from }手中接过了工单：{ $reason }
event-merged-by = { $by } 把工单 { $number } 并入了本工单
event-unmerged = { $by } 把本工单与 { $number } 重新分开
operation-merge = 合并
operation-unmerge = 拆分
kind-merge = 合并
kind-unmerge = 拆分

# Merging
merge-title = 与另一张工单合并
merge-label = 编号，或标题中的几个字
merge-others = 同一客户的工单
merge-said = 两张的消息、承诺和时限都归入留下的那张，一天之内可以重新分开。
merge-offline = 已保存在本机。恢复后由团队服务器合并，您这里马上就显示为一张。
merge-goes = 并入后消失
merge-left = 保留
merge-side = { $status } · { $owner } · { $time } 起
merge-messages = { $n } 条消息
merge-turn = 对调：留下另一张
merge-button = 合并
merge-needed = 请先选择另一张工单
merge-alone = 本机上没有这位客户的其他工单。
merge-unknown = 这位客户没有这样的其他工单。
merge-of-another = 那张是另一位客户的工单。只有同一客户的工单可以合并，这两张可以关联。
merge-done = { $from } 已并入 { $into }
merge-open = 打开 { $number }

# Taking apart
unmerge-title = 拆分最近一次合并
unmerge-button = 拆分
unmerge-none = 没有可以拆分的合并
unmerge-done = { $number } 已重新成为单独的工单

# Errors of both
error-merge-same = 这两张已是同一张工单，没有改动。
error-merge-customers = 这是两位客户的工单，没有改动。请改为关联，或先合并客户。
error-merge-queues = 其中一张在限定人员可见的队列里，没有改动。请先移到同一队列，或改为关联。
error-merge-closed = 要留下的那张已关闭，没有改动。请改为留下另一张。
error-merge-elsewhere = 同事已把它并入另一张工单，没有再次合并。打开它就能看到去了哪里。
error-unmerge-late = 合并已超过一天，保持原样，没有改动。另一件事请新建工单。
error-unmerge-written = 合并后又有来往，或又并入了别的工单，保持原样，没有改动。请先拆分最近的一次，或新建工单。
error-unmerge-unknown = 合并之前的样子已不可知，保持原样，没有改动。
error-reason-missing = 这张工单有负责人，没有改动。请说明为什么接手。

# Owners
let-go-reason = { $time } 以后没有人处理
bulk-why-reason-missing = 负责人很久没有处理：请单独接手，并说明原因

# Several at once
bulk-why-category-missing = 请先选择属于哪一类
bulk-why-merge-customers = 是另一位客户的工单
bulk-why-merge-queues = 在限定人员可见的队列里
bulk-why-merge-closed = 要留下的那张已关闭
bulk-merge = 合并 { $n } 张
action-bulk-merge = 选中的：合并
bulk-merge-left = 保留哪一张？其余并入其中
bulk-merge-not = 请选中同一客户的工单
bulk-solve-category = 为未分类的工单选类别
bulk-solve-none = 不处理这些
bulk-solve-note = 答案对全部有效。不能解决的仍保持选中，并说明原因。
bulk-known = 接手的人需要知道什么

# What leaves later
outbox-later = 稍后发出
outbox-leaves = { $number } 将于 { $time } 发出
