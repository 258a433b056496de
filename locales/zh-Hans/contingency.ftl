# 应急指引、通讯录与纸质表单，以及事后补录。
contingency-tab = 应急指引
contingency-title = 应急指引
contingency-more = 以下内容都存在本机，断网也能看。
contingency-guides = 应急预案
contingency-no-guides = 还没有应急预案。可在知识库新建，类型选“应急预案”。
contingency-procedures = 操作流程
contingency-ladder = 应急上报
contingency-no-ladder = 还没有针对应急工单的时限规则。
contingency-directory = 部门通讯录
contingency-no-directory = 还没有部门资料。
contingency-after = 分钟
contingency-within = { $span }内
contingency-at = { $span }后
contingency-who = 对象
contingency-owner = 工单负责人
contingency-lead = 主管
contingency-its-head = 所属部门负责人
contingency-phone = 24 小时电话
contingency-department = 部门
contingency-head = 负责人
contingency-queues = 队列
action-contingency = 应急指引
action-paper = 保存纸质表单
paper-saved = 已保存：{ $file }。请现在打印，放在座席备用。
paper-title = 纸质应急表
paper-more = 请提前打印，放在座席备用。页脚日期超过三个月，请重新打印。
paper-do = 怎么做
paper-steps =
    1. 每通来电都记一张表：先写时间，再写联系方式。
    2. 原因和恢复时间以主管通报为准，没有通报的时间不要承诺。
    3. 遇到应急情况，立即拨打下列电话。
    4. 电脑恢复后，逐张按原时间补录（快速记录，“来电时间”），并在纸上写下工单号。
    5. 没有补录完的，交给接班同事。
paper-say = 对客户怎么说
paper-form = 来电记录
paper-when = 日期、时间
paper-agent = 客服
paper-told = 告知内容
paper-promised = 承诺事项与时间
paper-result = 结果
paper-solved = 已解决
paper-call-back = 待回电
paper-number = 补录后的工单号
paper-foot = Holdfast · 打印于 { $date }
capture-when = 来电时间
capture-now = 现在
capture-when-hint = 纸质补录：13:58，或昨天 16:20
capture-when-unknown = 这不是一个已过去的时间。请写成 13:58，或昨天 16:20。
capture-solved = 当场已解决
capture-answer = 告知客户的内容
capture-answer-missing = 写下告知客户的内容
capture-satisfied = 客户反馈
capture-saved-solved = { $number } 已保存并解决
capture-next = 保存并记下一张
capture-answers = 知识库答案
error-time-ahead = 这个时间还没到，没有保存。请填写客户来电的时间。
