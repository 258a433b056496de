# 谁在哪里：工单里的同事、回复后工单归谁、这张工作台的状态。

# 工单页头
presence-here = 此刻在这张工单里
presence-looks = { $name } 正在查看这张工单
presence-notes = { $name } 正在写备注
presence-replies = { $name } 正在写回复

# 列表
presence-row-looks = { $names } 正在查看
presence-row-writes = { $names } 正在里面写

# 撰写框
presence-cross-writes = { $name } 也在回复
presence-cross-writes-many = { $n } 位同事也在回复
presence-cross-sent = 您动笔之后，{ $name } 已在 { $time } 回复
presence-cross-show = 查看那条回复
will-claim-now = 您现在就认领这张工单

# 托盘
tray-state-connecting = 正在连接
tray-state-online = 在线
tray-state-offline = 离线，在本机照常工作
tray-state-locked = 已锁定
tray-state-alerts = 待看提醒：{ $n } 条
