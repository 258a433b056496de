# Writing with marks, naming colleagues, forwarding, and pictures that lie elsewhere.

marks = 格式
action-mark-bold = 加粗
action-mark-italic = 强调
action-mark-bullets = 项目列表
action-mark-numbers = 编号列表
action-mark-link = 链接
action-mark-code = 代码
action-preview = 预览正文
preview = 预览
preview-label = 预览：对方看到的样子
preview-empty = 还没有内容
write-on = 继续写

# Naming colleagues
view-mentions = 提到我的
empty-mentions = 还没有人提到您
clock-mention = 提及
mentions-title = 同事
alert-mention = { $by } 提到了您
will-tell = 会提醒 { $names }

# Forwarding
action-forward = 转发对话
forward-this = 转发这条消息
forward-panel = 转发
forward-panel-one = 转发这条消息
forward-panel-all = 转发对话，共 { $n } 条消息
forward-to = 收件人
forward-to-hint = name@company.com
forward-to-needed = 要发给谁？
forward-to-wrong = 这不是一个人的邮件地址。请写成 name@company.com 的样子。
forward-line = 主题
forward-words = 您的说明，放在最上面
forward-below = 要转发的内容
forward-will = 交给团队服务器转出，不发给客户，时钟照走
forward-will-offline = 先存在本机，团队服务器恢复后交给它转出
forward-send = 转发
forward-sent = 已交给团队服务器，待转发给 { $to }
forward-undo = { $seconds } 秒后发给 { $to }
forwarded-to = 待转发给 { $to }
show-forwarded = 显示转发的内容（{ $n } 行）
hide-forwarded = 收起转发的内容

# Pictures that lie elsewhere
pictures-show = 显示图片
pictures-again = 再试一次
pictures-told = 只为这条消息获取。发件人能看到有人打开过
pictures-coming = 正在获取图片
pictures-refused = 有 { $n } 张图片无法显示：已不存在、过大，或不是图片
pictures-unreachable = 本机现在连不上这些图片
