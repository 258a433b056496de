# The help page and the first steps.

## Help
help-offline = 帮助台断开时
help-offline-1 = 照常工作。工单、客户和知识都在这台电脑上，您做的每件事都先写进本机。
help-offline-2 = 恢复后，等待的内容按顺序发出，每项只生效一次。不用重发。
help-banner = 横幅在说什么
help-banner-1 = 连不上团队服务器时出现，恢复后消失。“截至”是您所见内容的时间。
help-banner-2 = 状态栏数着等待、待您决定和未确认的内容。点数字就能看到是哪些。
help-states = 您写的内容到了哪一步
help-waiting = 已存本机，会按顺序自动发出。
help-sending = 正在发往团队服务器。
help-sent = 团队服务器和同事已经收到。
help-held = 没有发出，因为来了您没看过的内容。在“待您决定”中看过再定。
help-uncertain = 发出了，但没有收到回音。Holdfast 会自己再问，只算一次。您不用做什么。
help-rejected = 团队服务器没有接受。您的文字还在，原因写在旁边。
help-find = 找东西
help-find-1 = 命令面板能找动作、工单和知识：打几个字、拼音或首字母都行。以 > 开头只找动作，以 # 开头只找工单号。
help-find-2 = 知识用简体、繁体、英文都能找，也能按意思找，离线也行。
help-next = 下一张
help-next-1 = 按一个键，打开眼下最要紧的工单，并说明原因。列表中另有两个键上下移动。
help-capture = 登记电话
help-capture-1 = 先输入号码，客户和他未结的工单就在旁边。离线时先用本机的编号，恢复后换成正式编号。
help-write = 写回复
help-write-1 = 每次停顿都会保存，程序崩溃也不丢。按钮上方写着会发生什么。输入 / 可用现成话术。
help-keys = 快捷键
help-keys-1 = 每个命令都可以有快捷键，也都能在设置中修改。打字或输入法组字时，字母就是字母。
help-data = 数据在哪里
help-data-1 = 在这台电脑上您自己的文件夹里，已加密。锁定后，客户的内容都读不到。
help-data-2 = 要换电脑时，可以把没发出的内容存成文件带走。

## The first steps
tour-title = 新手导览
tour-start = 一分钟导览
tour-at = 第 { $n } 步，共 { $of } 步
tour-next = 下一步
tour-back = 上一步
tour-skip = 跳过
tour-close = 关闭
tour-done = 开始工作
tour-list = 您的工单
tour-list-more = 最要紧的在最前面，并写着还剩多少时间。上下移动：
tour-next-up = 接下来做什么
tour-next-up-more = 按一个键打开眼下最要紧的工单，并说明原因：
tour-write = 在这里看，在这里写
tour-write-more = 要写的文字总在这一栏的底部，边打边存。回复和发送：
tour-state = 现在是什么情况
tour-state-more = 帮助台断开时，照常工作。这里会写明断开、所见内容的时间和等待的内容。
tour-find = 打几个字就能找到
tour-find-more = 动作、工单、客户、知识，拼音和首字母也行。命令面板和全部快捷键：
tour-capture = 电话来了
tour-capture-more = 在任何地方都能登记，边输号码边找客户。随时可看帮助：
