# 阅读中的对话、旁边的客户，和还在填满的列表。

## 折叠与引用
show-quoted = 显示引用内容（{ $n } 行）
hide-quoted = 收起引用内容
show-rest = 显示其余内容（约 { $n } 行）
fold-again = 重新折叠
pictures-left = { $n } 张图片存于发件人的服务器，未加载
picture-unnamed = 图片

## 新内容
newer = { $n } 条新内容
arrived = 下方有 { $n } 条新内容
arrived-message = { $name } 发来新消息
arrived-note = { $name } 写了新备注

## 链接
link-title = 此链接通往 { $host }
link-title-plain = 此链接通往对话之外
link-more = Holdfast 不会打开消息里的任何链接。请复制地址，再看一遍，然后像打开其他地址一样打开。
link-copy = 复制地址
link-doubt-other-host = 文字写的是 { $shown }，链接却通往 { $host }。
link-doubt-name-before = { $host } 前面加了一段名称，使它看起来像另一个地址。
link-doubt-letters = 这个域名用了可能只是形似的字符。
link-doubt-number = 它通往一串数字，而不是域名。一般网站都有域名。

## 客户
tag-hint = { $tag }：{ $strategy }
history-all = 共 { $n } 张其他工单
history-more = 再显示 { $n } 张
history-failed = 其余工单未能读取。
promised-elsewhere = 其他工单上的承诺
promised-by = { $number }，{ $time } 前
promised-late = { $number }，应于 { $time } 前完成
put-fact = 把“{ $value }”插入正文
put-fact-key = 按 I 插入

## 首次取回时的列表
filling = 还有工单没取回来
filling-more = 先取最紧急的。已经取回的，现在就可以处理。
filling-apart = 帮助台有回应后继续取回。已经取回的，现在就可以处理。
