# 故障记录，以及主管的通报。
outage-lasts = 进行中
outage-since = { $from } 起 · { $span }
outage-span = { $from } 至 { $to } · { $span }
outage-tell = 更新通报
outage-note = 补充记录
outage-end = 已恢复
outage-asked = 还没恢复吗？请通报现在的情况。
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
outage-no-script = 还没有带预计恢复位置的话术，请在知识库里写一条。
outage-none-open = 现在没有故障。
outage-moved = 这段话写的是 { $said }，现在预计 { $time } 恢复。
outage-moved-unknown = 这段话写的是 { $said }，恢复时间已不能确定。
outage-moved-put = 改为 { $time }
outage-copy = 复制
calls-title = 恢复跟进清单
calls-so-far = 跟进清单 { $done } / { $all }
outage-parts = 本页内容
calls-none = 没有要回电的客户
calls-none-more = 故障期间来过电话、得到承诺或来信未获答复的客户，会自动列在这里。
calls-left = 还没回电
calls-longest = 最久等待
calls-done = 已告知结果
calls-all-by = 按此速度全部回完
calls-phone = 电话
calls-about = 事由
calls-waits = 已等
calls-outcome = 结果
calls-more = 另有 { $n } 张
calls-order = 次序：先看紧急程度，再看等待时长，客户等级越高等待算得越重。同一位客户只列一次。
calls-order-apart = 您已断线。只有您能回电的排在最前，同事可能正在回电的排在后面。
calls-theirs-left = 您已断线。剩下的客户可能有同事正在回电，要回电请先选中一位。
calls-theirs = 您已断线，无法知道是否已有同事在给这位客户回电。
calls-theirs-by = 您已断线，无法知道{ $name }是否已在给这位客户回电。
calls-theirs-again = 再按一次就照样回电。
calls-all-the-same = 照样回电
action-call-hand-over = 转接剩下的客户
calls-hand-which = 转接哪些客户
calls-hand-own = 我的 { $n } 位
calls-hand-all = 剩下的全部 { $n } 位
calls-hand-to = 转给谁
calls-hand-choose = 请选择一位同事
calls-hand-words = 给同事留一句话，可不填
calls-hand-filled = 每张工单上会写明客户为什么等、从何时等起、几次未接通，以及承诺过什么。
calls-handed = 已把 { $n } 位客户的回电转接给{ $name }。
calls-handed-reason = 转接恢复跟进清单
calls-handed-known = 待回电，自 { $since } 起等候：{ $why }
error-call-open = 您与{ $customer }的通话还没有结果。请先记下结果，再转接。
error-calls-none-left = 没有剩下要转接的客户。
calls-nobody = 都已回电。
calls-all-busy = 剩下的客户同事正在回电。
calls-not-ringing = 请先开始回电。
calls-promise-what = 对{ $name }的承诺
call-told = 已告知
call-promised = 已承诺
call-mine = 您正在通话
call-calling = { $name }正在通话
call-notReached = 未接通 { $n } 次
call-why-recorded = 来过电话，已登记
call-why-promised = 作过承诺
call-why-held = 回复待决定
call-why-unanswered = 未答复
palette-outages-first = 请先打开故障页。
calls-why = 原因
calls-not-reached-so-often = 未接通，已试 { $n } 次
action-calls-xlsx = 名单存为工作簿
action-calls-pdf = 名单存为 PDF
calls-fallback = 电话中断时改用
outage-drafts = 您有 { $n } 条草稿里写的恢复时间已经变更：
