/// Words and surnames in which a character is not read as usual: places, trades, things that companies are named after.
enum PinyinWords {
  /// Words with the syllable of each character.
  ///
  /// A word stands here too where it keeps its first character from being taken for a surname.
  static let words = """
    重庆 chong qing, 重阳 chong yang, 重复 chong fu, 重组 chong zu, 重启 chong qi, 重建 chong jian,
    重新 chong xin, 重叠 chong die, 银行 yin hang, 商行 shang hang, 行业 hang ye, 行情 hang qing,
    同行 tong hang, 分行 fen hang, 支行 zhi hang, 总行 zong hang, 央行 yang hang, 工行 gong hang,
    建行 jian hang, 农行 nong hang, 中行 zhong hang, 招行 zhao hang, 交行 jiao hang, 投行 tou hang,
    车行 che hang, 洋行 yang hang, 花行 hua hang, 茶行 cha hang, 药行 yao hang, 米行 mi hang, 粮行 liang hang,
    布行 bu hang, 木行 mu hang, 五金行 wu jin hang, 电器行 dian qi hang, 家具行 jia ju hang, 贸易行 mao yi hang,
    拍卖行 pai mai hang, 排行 pai hang, 行家 hang jia, 各行 ge hang, 成长 cheng zhang, 增长 zeng zhang,
    生长 sheng zhang, 长大 zhang da, 长子县 zhang zi xian, 长孙 zhang sun, 助长 zhu zhang,
    董事长 dong shi zhang, 厦门 xia men, 鹭厦 lu xia, 都是 dou shi, 音乐 yin yue, 乐器 yue qi, 乐队 yue dui,
    乐清 yue qing, 乐团 yue tuan, 声乐 sheng yue, 乐府 yue fu, 乐章 yue zhang, 乐毅 yue yi, 乐山 le shan,
    乐亭 lao ting, 乐陵 lao ling, 蚌埠 beng bu, 六安 lu an, 六合 lu he, 洪洞 hong tong, 涡阳 guo yang,
    枞阳 zong yang, 单县 shan xian, 东阿 dong e, 阿胶 e jiao, 牟平 mu ping, 中牟 zhong mu, 浚县 xun xian,
    泌阳 bi yang, 尉犁 yu li, 柞水 zha shui, 吴堡 wu bu, 番禺 pan yu, 大埔 da bu, 铅山 yan shan, 黄陂 huang pi,
    犍为 qian wei, 筠连 jun lian, 西藏 xi zang, 藏族 zang zu, 藏药 zang yao, 藏医 zang yi, 藏香 zang xiang,
    宝藏 bao zang, 吐蕃 tu bo, 今朝 jin zhao, 朝霞 zhao xia, 朝晖 zhao hui, 朝夕 zhao xi, 朝气 zhao qi,
    蔚县 yu xian, 乐昌 le chang, 大夫 dai fu, 浒墅关 xu shu guan, 会稽 kuai ji, 会计 kuai ji, 财会 cai kuai,
    柏林 bo lin, 解州 xie zhou, 解池 xie chi, 珲春 hun chun, 穆棱 mu ling, 盖州 gai zhou, 喀什 ka shi,
    秘鲁 bi lu, 仿佛 fang fu, 参差 cen ci, 人参 ren shen, 海参 hai shen, 党参 dang shen, 参茸 shen rong,
    丹参 dan shen, 参业 shen ye, 西洋参 xi yang shen, 高丽参 gao li shen, 便宜 pian yi, 扁舟 pian zhou,
    空调 kong tiao, 调味 tiao wei, 调料 tiao liao, 调节 tiao jie, 调和 tiao he, 调剂 tiao ji, 调试 tiao shi,
    调整 tiao zheng, 协调 xie tiao, 自传 zi zhuan, 传记 zhuan ji, 水浒传 shui hu zhuan, 外传 wai zhuan,
    出差 chu chai, 差旅 chai lv, 邮差 you chai, 称心 chen xin, 对称 dui chen, 弹簧 tan huang, 弹力 tan li,
    弹性 tan xing, 供给 gong ji, 给水 ji shui, 给排水 ji pai shui, 给养 ji yang, 角色 jue se, 主角 zhu jue,
    睡觉 shui jiao, 投降 tou xiang, 还原 huan yuan, 归还 gui huan, 偿还 chang huan, 地壳 di qiao,
    强劲 qiang jing, 劲松 jing song, 劲风 jing feng, 刚劲 gang jing, 率先 shuai xian, 率领 shuai ling,
    表率 biao shuai, 模具 mu ju, 模板 mu ban, 模样 mu yang, 反省 fan xing, 星宿 xing xiu,
    二十八宿 er shi ba xiu, 似的 shi de, 汤汤 shang shang, 拓片 ta pian, 系鞋带 ji xie dai, 纤夫 qian fu,
    削皮 xiao pi, 校对 jiao dui, 校验 jiao yan, 校准 jiao zhun, 校正 jiao zheng, 畜牧 xu mu, 畜产 xu chan,
    包扎 bao za, 折本 she ben, 着陆 zhuo lu, 着色 zhuo se, 沉着 chen zhuo, 穿着 chuan zhuo, 着火 zhao huo,
    钥匙 yao shi, 堵塞 du se, 厌恶 yan wu, 可恶 ke wu, 绿林 lu lin, 鸭绿江 ya lu jiang, 关卡 guan qia,
    发卡 fa qia, 蛤蜊 ge li, 脉脉 mo mo, 颈椎 jing zhui, 埋怨 man yuan, 没收 mo shou, 沉没 chen mo, 抹布 ma bu,
    南无 na mo, 否极泰来 pi ji tai lai, 迫击炮 pai ji pao, 奇数 ji shu, 圈养 juan yang, 猪圈 zhu juan,
    什锦 shi jin, 家什 jia shi, 属意 zhu yi, 呼吁 hu yu, 尉迟 yu chi, 万俟 mo qi, 澹台 tan tai, 单于 chan yu,
    大宛 da yuan, 龟兹 qiu ci, 月氏 yue zhi, 冒顿 mo du, 解放 jie fang, 解决 jie jue, 解码 jie ma, 单位 dan wei,
    单一 dan yi, 查询 cha xun, 查验 cha yan, 区域 qu yu, 仇恨 chou hen, 曾经 ceng jing, 曾用名 ceng yong ming,
    未曾 wei ceng, 不曾 bu ceng, 种子 zhong zi, 种业 zhong ye, 种植 zhong zhi, 员工 yuan gong,
    黑龙江 hei long jiang, 折扣 zhe kou, 的士 di shi, 目的 mu di, 了解 liao jie, 了然 liao ran
    """

  /// Surnames that are read differently as words.
  static let surnames = """
    单 shan, 解 xie, 仇 qiu, 区 ou, 查 zha, 朴 piao, 盖 ge, 乐 yue, 员 yun, 种 chong, 召 shao,
    折 she, 黑 he, 秘 bi, 繁 po, 佴 nai, 郇 xun, 牟 mu, 洗 xian, 能 nai
    """
}
