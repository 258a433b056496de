# 系统通知里的话。工作台锁定时不显示客户内容。
alert-breach-title = 工单 { $number }：{ $clock }已超时
alert-warning-title = 工单 { $number }：{ $clock }须在 { $due } 前完成
alert-held-title = 工单 { $number }：没有发出，等您决定
alert-held-late-title = 工单 { $number }：已停住一小时，主管也会收到提醒
alert-held-lead-title = 工单 { $number }：{ $by }一小时未决定
alert-body = { $customer }：{ $subject }
alert-body-locked = 解锁工作台后查看
alert-open = 打开工单
alert-open-list = 打开列表
alert-snooze = 5 分钟后再提醒
alert-storm-title = { $count } 张工单即将或已经超时
alert-storm-body = 最急的是 { $number }，其余见提醒列表
alert-doubtful = 本机时钟可能不准，时间为大约
clock-name-firstResponse = 首次回复
clock-name-nextResponse = 下次回复
clock-name-resolution = 解决
clock-name-decision = 决定
