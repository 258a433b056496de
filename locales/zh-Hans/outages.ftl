# 故障记录，以及主管的通报。
outage-lasts = 进行中
outage-since = { $from } 起 · { $span }
outage-span = { $from } 至 { $to } · { $span }
outage-tell = 更新通报
outage-note = 补充记录
outage-end = 已恢复
outage-ended = { $name }：已恢复。大家马上就能看到，断开的一连上就能看到。
outage-none = 还没有故障
outage-none-more = 连不上团队服务器，或主管通报某个系统出了故障，都会记在这里：何时开始、什么原因、经过如何。
outage-fact-since = 故障时长
outage-fact-span = 故障时段
outage-fact-cause = 原因
outage-fact-expected = 预计恢复
outage-fact-desks = 断开的座席
outage-no-cause = 还没有人通报原因
outage-no-expected = 还没有人通报时间
outage-overdue = 已过
outage-desks = { $n } 台
outage-log = 故障经过
outage-and = {" · "}
outage-said-offline = 断开时通报
outage-event-cutOff = 第一台座席与团队服务器断开
outage-event-back =
    { $n ->
        [1] 座席已恢复连接
       *[other] { $n } 台座席全部恢复连接
    }
outage-event-declared = 通报故障
outage-event-cause = 原因：{ $text }
outage-event-no-cause = 原因有待查明
outage-event-expected = 预计 { $at } 恢复
outage-event-moved = 预计恢复由 { $before } 改为 { $at }
outage-event-unknown = 恢复时间不能确定
outage-event-over = 已恢复
outage-for-leads = 由主管通报：什么系统、什么原因、何时恢复。
outage-what = 哪里出了故障
outage-system = 某个系统
outage-name = 系统名称
outage-name-hint = 支付、订单系统、热线
outage-start = 开始时间
outage-ago =
    { $minutes ->
        [0] 现在
       *[other] { $minutes } 分钟前
    }
outage-start-unknown = 写几点几分，例如 13:58
outage-cause = 原因
outage-cause-hint = 用可以告诉客户的话来写；不清楚就留空
outage-expected = 预计恢复
outage-expected-now = 预计 { $time } 恢复
outage-unknown = 不能确定
outage-in =
    { $minutes ->
        [60] 1 小时后
        [120] 2 小时后
       *[other] { $minutes } 分钟后
    }
outage-more = 其他情况，只给同事看
outage-who-hears = 每台座席都会在横幅里看到，断开的一连上就能看到。
outage-words = 告诉客户的话
outage-words-more = 每位客服说法一致，电话里也这样说
outage-words-open = 括号里的内容还没有人通报
outage-no-script = 还没有带原因或预计恢复位置的话术，请在知识库里写一条。
outage-none-open = 现在没有故障。
outage-moved = 这段话写的是 { $said }，现在预计 { $time } 恢复。
outage-moved-unknown = 这段话写的是 { $said }，恢复时间已不能确定。
outage-moved-put = 改为 { $time }
outage-copy = 复制
