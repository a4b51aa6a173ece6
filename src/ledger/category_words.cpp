// Words that tell a kind of expense. In each row Chinese comes first, then English, German,
// Italian, Spanish and French.
#include <array>

#include "ledger/category_tables.hpp"

namespace errand::ledger {

std::span<const WordRow> document_words() {
    using enum Category;
    static constexpr std::array kRows{
        WordRow{Travel, 100,
                "铁路电子客票|火车票|航空运输电子客票行程单|航空运输客票电子行程单|电子客票行程单"},
        WordRow{Vehicle, 100, "通行费|过路费"},
        WordRow{Vehicle, 95, "成品油"},
        WordRow{Transport, 95, "出租车|网约车|出租汽车"},
        WordRow{Transport, 70, "旅客运输"},
        WordRow{Courier, 75, "货物运输"},
        WordRow{Rent, 85, "不动产经营租赁|不动产租赁"},
        WordRow{Vehicle, 75, "机动车|二手车|车船税"},
        WordRow{Gifts, 60, "医疗"},
    };
    return kRows;
}

std::span<const WordRow> goods_classes() {
    using enum Category;
    static constexpr std::array kRows{
        WordRow{Meals, 95, "餐饮服务|餐饮住宿服务"},
        WordRow{Lodging, 95, "住宿服务"},
        WordRow{Travel, 90,
                "铁路运输服务|铁路旅客运输服务|国内航空旅客运输服务|航空运输服务|航空旅客运输服务|"
                "国际运输服务"},
        WordRow{
            Transport, 65,
            "运输服务|交通运输服务|旅客运输服务|旅客运输|陆路运输服务|道路旅客运输服务|客运服务|"
            "城市公共交通服务"},
        WordRow{Vehicle, 95, "汽油|柴油|成品油|润滑油|车用燃料|充电服务|机动车停放服务|通行服务"},
        WordRow{Vehicle, 70, "机动车|汽车|汽车零部件|机动车零部件|汽车配件|乘用车|车辆配件|轮胎"},
        WordRow{Communication, 95,
                "电信服务|基础电信服务|增值电信服务|通信服务|移动通信服务|电信服务费"},
        WordRow{Communication, 70, "通信终端设备|移动通信设备"},
        WordRow{Courier, 95, "快递服务|收派服务|邮政服务|邮政普遍服务|邮政特殊服务|其他邮政服务"},
        WordRow{Courier, 65, "物流辅助服务|货物运输服务|货物运输代理服务|货运代理服务"},
        WordRow{Office, 90, "文具|办公用品|办公设备耗材|纸文具|文教用品|文化办公用设备耗材"},
        WordRow{Office, 70, "纸制品|印刷品|图书|报纸|期刊|书籍|日用杂品|日用品|清洁用品|洗涤剂"},
        WordRow{Equipment, 85,
                "电子计算机|计算机外部设备|计算机配套产品|计算机网络设备|计算机|办公设备|"
                "文化办公用设备|家具|信息安全产品"},
        WordRow{
            Equipment, 70,
            "家用电器|家用厨房电器具|音视频设备|电子工业设备|照明装置|电线电缆|电池|配电控制设备|"
            "仪器仪表|通用设备|专用设备|机械设备|电子元件|电子产品|摄影器材|空调设备|制冷空调设备"},
        WordRow{Equipment, 60, "劳务|修理修配劳务|修理劳务|维修服务"},
        WordRow{Software, 92,
                "软件|软件产品|信息技术服务|信息系统服务|软件服务|信息系统增值服务|"
                "云计算服务|电路设计及测试服务"},
        WordRow{Software, 78, "研发和技术服务|技术服务|无形资产|信息服务"},
        WordRow{Conference, 92,
                "会议展览服务|会展服务|会议服务|展览服务|教育服务|非学历教育服务|培训服务|"
                "学历教育服务|教育辅助服务"},
        WordRow{Professional, 92,
                "鉴证咨询服务|咨询服务|鉴证服务|认证服务|法律服务|审计服务|税务服务|"
                "知识产权服务"},
        WordRow{Professional, 75, "设计服务|人力资源服务|劳务派遣服务|翻译服务|专业技术服务"},
        WordRow{Professional, 50,
                "商务辅助服务|企业管理服务|经纪代理服务|代理服务|现代服务|其他现代服务|"
                "其他商务辅助服务|其他服务|行政事业性收费"},
        WordRow{Advertising, 92, "广告服务|广告发布服务|市场推广服务|宣传服务"},
        WordRow{Advertising, 60, "文化创意服务|广播影视服务|文化服务"},
        WordRow{Rent, 85,
                "经营租赁|租赁服务|不动产经营租赁|不动产经营租赁服务|不动产租赁|有形动产经营租赁|"
                "有形动产租赁|融资租赁|有形动产经营租赁服务"},
        WordRow{Utilities, 95,
                "供电|电力|电|水冰雪|自来水|供水|热力|供热|天然气|燃气|人工煤气|液化石油气|"
                "物业管理服务|污水处理|污水处理服务"},
        WordRow{Utilities, 70, "安全保护服务|保洁服务|清洁服务|环境卫生服务"},
        WordRow{Finance, 92, "保险服务|金融服务|直接收费金融服务|贷款服务|金融商品转让|银行服务"},
        WordRow{Gifts, 85, "礼品|工艺品|食品礼盒|劳保用品|劳动保护用品|健康体检服务"},
        WordRow{Gifts, 60,
                "旅游服务|娱乐服务|体育服务|旅游娱乐服务|医疗服务|预付卡销售|预付卡|酒|白酒|葡萄酒|"
                "饮料酒|"
                "烟草制品|卷烟|茶及饮料原料|精制茶|茶叶|服装|鞋|箱包|皮革毛皮制品|玩具|体育用品|"
                "美容护肤品|"
                "化妆品|花卉|园艺作物"},
        WordRow{Meals, 65,
                "饮料|软饮料|乳制品|方便食品|焙烤食品|糖果|糕点|食品|其他食品|肉及肉制品|肉制品|"
                "水果|蔬菜|"
                "谷物加工品|调味品|速冻食品|营养保健食品|水产品|蛋类|食用植物油|保健食品"},
        WordRow{Other, 50,
                "建筑服务|工程服务|修缮服务|装饰服务|安装服务|居民日常服务|生活服务|其他生活服务|"
                "其他居民日常服务"},
        WordRow{Materials, 70,
                "金属制品|塑料制品|橡胶制品|化学制品|木制品|玻璃制品|建筑材料|黑色金属冶炼压延品|"
                "有色金属|"
                "非金属矿石|涂料|水泥|五金|五金制品|纺织产品|印染|化学试剂|包装物|电子元器件|塑料|"
                "紧固件"},
    };
    return kRows;
}

namespace {
using enum Category;

constexpr std::array kOnTheWay{
    WordRow{
        Travel, 88,
        "机票|航空客票|飞机票|火车票|高铁票|动车票|铁路客票|车票|船票|轮渡|客票|行程单|退票费|"
        "改签费|签转费|"
        "航班|机场建设费|民航发展基金|燃油附加|代订机票|代订火车票|高铁|火车|动车|长途|旅客运输费|"
        "旅行社|"
        "旅游|差旅|签证|团费|"
        "flight|airfare|air fare|air ticket|airline|plane ticket|boarding|train|rail "
        "ticket|railway|rail fare|"
        "ferry|visa fee|travel$|travel expense|itinerary|"
        "~flugticket|flug$|fluge$|flugreise|flugbuchung|flugkosten|"
        "bahnticket|bahnfahrt|fahrkarte|~"
        "fahrschein|zugticket|reisekosten|fahre$|"
        "biglietto aere|biglietto ferroviar|biglietto treno|volo$|voli$|viaggio|trasferta|"
        "billete|boleto de avion|vuelo|pasaje|tren$|viaje|transporte aereo|"
        "billet d'avion|billet de train|vol$|voyage|deplacement"},
    WordRow{Transport, 85,
            "客运服务费|出租车|打车|网约车|的士|用车费|约车|快车|专车|拼车|顺风车|代驾|地铁|公交|"
            "轨道交通|巴士|"
            "班车|共享单车|骑行|市内交通|一卡通|公共交通|接送机|接送|客运|"
            "taxi|cab fare|cab ride|ride$|rides$|ride-hailing|uber$|bus fare|bus "
            "ticket|metro|subway|tram|"
            "shuttle|transfer service|airport transfer|public transport|"
            "taxifahrt|u-bahn|s-bahn|nahverkehr|busfahrt|~fahrt$|autobus|metropolitana|corsa|"
            "autobus|metro$|transporte urbano|traslado|course de taxi|vtc$|navette|bus$"},
    WordRow{Lodging, 88,
            "住宿|房费|客房|房租费|酒店费|酒店住宿|代订住宿|代订酒店|订房|宾馆|民宿|间夜|"
            "hotel|lodging|accommodation|room night|room charge|overnight|guest "
            "house|guesthouse|hostel|"
            "airbnb|city tax|tourist tax|"
            "~ubernachtung|unterkunft|zimmer|pension$|kurtaxe|beherbergung|"
            "albergo|pernottamento|alloggio|soggiorno|camera|"
            "hospedaje|alojamiento|habitacion|hotelero|hostal|"
            "hebergement|nuitee|chambre|taxe de sejour"},
    WordRow{
        Meals, 85,
        "餐费|餐饮|用餐|工作餐|早餐|午餐|晚餐|正餐|快餐|外卖|饭费|宴请|酒席|自助餐|盒饭|咖啡|奶茶|"
        "饮品|"
        "茶歇|食堂|菜品|火锅|烧烤|小吃|"
        "meal|food$|foods$|restaurant|catering|breakfast|lunch|dinner|coffee|beverage|drinks$|"
        "snack|buffet|"
        "refreshment|pizza|"
        "~essen$|~speisen|bewirtung|fruhstuck|mittagessen|abendessen|getrank|verpflegung|speise|"
        "imbiss|"
        "pasto|pasti|ristorazione|ristorante|pranzo|cena$|cene$|colazione|bevand|buoni pasto|caffe|"
        "comida|desayuno|almuerzo|restaurante|alimentos|bebidas|consumo de alimentos|"
        "repas|dejeuner|diner$|petit-dejeuner|restauration|boisson"},
    WordRow{
        Vehicle, 88,
        "汽油|柴油|油费|加油|燃油费|92号|95号|98号|车用尿素|润滑油|机油|充电费|电动汽车充电|"
        "充电服务费|通行费|"
        "过路费|高速费|路桥费|过桥费|停车|车位|洗车|汽车维修|车辆维修|汽车保养|车辆保养|轮胎|年检|"
        "车辆|车险|"
        "汽车配件|汽车修理|机动车|etc通行|"
        "fuel|petrol|gasoline|diesel|toll$|tolls$|parking|car park|car wash|vehicle|motor "
        "oil|tyre|tire$|tires$|"
        "car repair|car service|charging$|vignette|"
        "benzin|kraftstoff|tanken|~maut|~parkgebuhr|parken|parkhaus|reifen|kfz|fahrzeug|autowasche|"
        "superbenzin|"
        "carburante|benzina|gasolio|pedaggio|pedaggi|parcheggio|telepass|pneumatic|autolavaggio|"
        "gasolina|combustible|peaje|estacionamiento|aparcamiento|llantas|neumatico|magna$|"
        "carburant|essence|gazole|peage|stationnement|pneus|lavage auto"},
};

constexpr std::array kAtTheDesk{
    WordRow{
        Communication, 85,
        "话费|电话费|通讯费|通信费|通话|流量|宽带|手机费|固话|短信|网络费|专线|上网|sim卡|移动通信|"
        "套餐费|月租费|月租|"
        "telephone|phone bill|phone service|mobile plan|mobile service|broadband|internet "
        "access|internet service|"
        "telecom|sms$|data plan|landline|roaming|"
        "telefon|mobilfunk|internetanschluss|~festnetz|dsl$|grundgebuhr|"
        "telefonia|telefonic|banda larga|adsl|fibra|traffico dati|ricarica|"
        "telefono|internet$|servicio movil|datos moviles|"
        "telephonie|abonnement mobile|forfait mobile|haut debit"},
    WordRow{Courier, 85,
            "快递|速递|收派|寄件|运费|邮费|邮寄|物流|配送费|派送|货运|邮资|邮票|包裹|搬运|仓储|"
            "courier|shipping|freight|postage|parcel|delivery fee|delivery charge|express "
            "delivery|mailing|stamps$|"
            "versand|porto$|fracht|paket|lieferkosten|kurier|briefmarke|transportkosten|"
            "spedizion|corriere|trasporto merci|spese postali|francoboll|spese di trasporto|"
            "mensajeria|paqueteria|flete|envio|gastos de envio|correos|"
            "livraison|frais de port|colis|affranchissement|expedition|transport de marchandises"},
    WordRow{Office, 82,
            "办公用品|文具|打印纸|复印纸|a4纸|纸张|签字笔|中性笔|圆珠笔|笔记本子|文件夹|档案|墨盒|"
            "硒鼓|碳粉|墨粉|胶带|"
            "订书|信封|便签|印刷|打印费|复印|装订|名片|图书|书籍|报刊|图章|刻章|印章|日用品|办公费|"
            "纸巾|垃圾袋|"
            "桶装水|饮用水|清洁用品|计算器|标签纸|"
            "stationery|office suppl|printer paper|copy paper|paper a4|toner|ink "
            "cartridge|pens$|pencil|notebook|binder|"
            "envelope|printing|photocopy|books$|book$|label|stapler|"
            "burobedarf|buromaterial|~papier|druckerpatrone|patrone|kugelschreiber|ordner|"
            "briefumschlag|druckkosten|"
            "buch$|bucher$|schreibwaren|"
            "cancelleria|carta a4|risma|penne|stampa$|cartucc|libri$|materiale ufficio|"
            "papeleria|papel|utiles de oficina|articulos de oficina|material de "
            "oficina|boligrafo|tinta$|impresion|libro|"
            "fourniture de bureau|fournitures de "
            "bureau|papeterie|papier|stylo|cartouche|impression|livre"},
    WordRow{
        Equipment, 80,
        "电脑|计算机|笔记本电脑|显示器|打印机|复印机|扫描仪|投影|键盘|鼠标|硬盘|u盘|内存|"
        "服务器设备|路由器|交换机|"
        "手机|平板|摄像头|耳机|音箱|空调|冰箱|办公桌|办公椅|椅子|桌子|家具|柜|碎纸机|仪器|设备|"
        "电源适配器|"
        "充电器|数据线|维修费|设备维修|"
        "laptop|computer|monitor|printer|scanner|keyboard|mouse$|hard drive|ssd$|router$|server "
        "hardware|"
        "phone$|smartphone|tablet|headset|webcam|camera|desk$|chair|furniture|equipment|projector|"
        "hardware|"
        "battery|adapter|cable|repair|maintenance of equipment|"
        "rechner|bildschirm|drucker|tastatur|maus$|festplatte|handy$|schreibtisch|~stuhl|mobel|"
        "gerat|"
        "kopfhorer|netzteil|kabel|reparatur|"
        "stampante|schermo|tastiera|scrivania|sedia|mobili|attrezzatur|apparecchi|riparazion|"
        "computadora|ordenador|impresora|pantalla|teclado|raton$|escritorio|silla|mueble|equipo|"
        "reparacion|"
        "ordinateur|imprimante|ecran|clavier|souris|bureau en|chaise|meuble|materiel|reparation"},
    WordRow{
        Software, 86,
        "软件|云服务|云计算|服务器租|域名|虚拟主机|技术服务|技术开发|软件开发|系统维护|信息服务|"
        "数据服务|会员费|"
        "平台服务|api|saas|云主机|云存储|网站建设|网络维护|技术支持|信息系统|订阅|ai服务|授权费|"
        "ssl证书|"
        "software|cloud|hosting|domain name|domain registration|licence|license|subscription|saas$|"
        "web development|web service|technical support|it service|it support|maintenance "
        "contract|server$|"
        "data service|app development|programming|"
        "lizenz|webhosting|softwarepflege|wartungsvertrag|programmierung|entwicklung|edv|it-|"
        "licenza|dominio|canone software|assistenza tecnica|sviluppo|manutenzione software|"
        "licencia|alojamiento web|desarrollo|soporte tecnico|suscripcion|timbres fiscales|timbrado|"
        "logiciel|hebergement web|nom de domaine|developpement|abonnement logiciel|licence "
        "logiciel"},
    WordRow{
        Conference, 84,
        "会议|会务|培训|讲座|课程|学费|报名费|注册费|参展|展位|展览|展会|研讨|论坛|考试费|教育|"
        "辅导|场地费|认证考试|"
        "conference|seminar|training|workshop|course$|courses$|tuition|registration fee|exhibition|"
        "trade fair|booth|webinar|meeting room|congress|summit|certification exam|"
        "schulung|fortbildung|weiterbildung|tagung|~seminar|messe$|messestand|kurs$|kongress|"
        "formazione|convegno|corso$|corsi$|fiera|iscrizione|"
        "capacitacion|curso|congreso|feria|inscripcion|formacion|"
        "formation|colloque|salon professionnel|congres|stage$"},
};

constexpr std::array kOfTheHouse{
    WordRow{
        Professional, 82,
        "咨询|顾问|审计|会计服务|代理记账|记账|律师|法律|诉讼|公证|翻译|评估|检测|认证费|商标|专利|"
        "招聘|人力资源|"
        "劳务派遣|猎头|设计费|设计服务|代理费|服务外包|检验|"
        "consult|advisory|audit|accounting|bookkeeping|legal|attorney|lawyer|notary|translation|"
        "recruit|"
        "design service|graphic design|professional "
        "service|payroll|patent|trademark|inspection|testing service|"
        "beratung|wirtschaftsprufung|steuerberat|buchhaltung|rechtsanwalt|anwalt|notar$|"
        "ubersetzung|gutachten|honorar|"
        "consulenza|commercialista|avvocato|notaio|traduzion|prestazione "
        "professionale|compenso|onorari|perizia|"
        "revisione contabile|incarico|prestazioni|"
        "consultoria|asesoria|honorarios|contabilidad|abogado|notario|traduccion|servicios "
        "profesionales|auditoria|"
        "conseil|honoraires|comptabil|avocat|notaire|traduction|expertise|prestation de service"},
    WordRow{
        Advertising, 84,
        "广告|宣传|推广|营销|制作费|海报|展架|横幅|传单|直播服务|投放|竞价|品牌策划|画册|易拉宝|"
        "advertis|marketing|promotion|campaign|banner|flyer|poster|sponsor|google "
        "ads|brochure|public relations|"
        "werbung|anzeige|plakat|prospekt|"
        "pubblicita|promozion|volantin|inserzion|"
        "publicidad|promocion|anuncio|mercadotecnia|volante|"
        "publicite|annonce|affiche|communication visuelle"},
    WordRow{Rent, 84,
            "租赁|租金|房租|场地租|设备租|租车|汽车租赁|车辆租赁|办公室租|出租|工位|"
            "rent$|rental|lease|leasing|hire$|car hire|coworking|co-working|"
            "miete|~miete|mietwagen|pacht|"
            "affitto|noleggio|canone di locazione|locazione|"
            "renta$|arrendamiento|alquiler|"
            "loyer|location de|bail$"},
    WordRow{Utilities, 86,
            "电费|水费|燃气费|天然气|暖气|供暖|取暖|物业|水电|保洁|安保|保安|垃圾处理|污水|绿化|"
            "电力|自来水|供电|"
            "electricity|electric power|water supply|water bill|natural gas|gas "
            "supply|heating|utilities|cleaning service|"
            "property management|waste disposal|security service|energy|kwh|"
            "strom$|stromlieferung|~strom$|wasserver|abwasser|erdgas|heizung|nebenkosten|reinigung|"
            "mull|energie|gaslieferung|"
            "energia elettrica|elettricita|acqua$|fornitura gas|gas "
            "naturale|riscaldamento|pulizi|spese condominiali|"
            "rifiuti|fornitura di energia|"
            "energia electrica|electricidad|agua potable|suministro de agua|gas natural|limpieza|"
            "electricite|eau potable|gaz naturel|chauffage|nettoyage|charges locatives"},
    WordRow{Finance, 84,
            "保险|保费|手续费|利息|银行服务|担保|贴现|汇款|账户管理费|支付服务费|"
            "insurance|premium$|bank fee|bank charge|interest$|commission|transaction fee|payment "
            "processing|"
            "versicherung|bankgebuhr|kontofuhrung|zinsen|provision$|"
            "assicurazion|commissioni|spese bancarie|interessi|polizza|"
            "seguro|comision|intereses|poliza|"
            "assurance|frais bancaires|interets|prime d'assurance"},
    WordRow{Gifts, 80,
            "礼品|礼盒|礼物|福利|慰问|体检|团建|鲜花|花篮|月饼|粽子|购物卡|礼品卡|预付卡|劳保|"
            "工作服|药品|烟|白酒|红酒|"
            "茶叶|健身|门票|娱乐|生日|节日|"
            "gift|voucher|flowers$|present$|team building|medical "
            "check|wellness|uniform|workwear|wine$|"
            "geschenk|gutschein|blumen|betriebsfeier|arbeitskleidung|wein$|"
            "regalo|omaggi|buono regalo|fiori|vino$|"
            "obsequio|flores|uniforme|regalos|"
            "cadeau|fleurs|bon d'achat|vin$"},
    WordRow{Materials, 70,
            "原材料|材料|钢材|钢板|木材|五金|螺丝|螺栓|零件|元器件|电子元件|芯片|包装|纸箱|塑料|"
            "配件|水泥|试剂|耗材|"
            "raw material|steel|screw|bolt$|component|packaging|spare "
            "part|timber|plastic|resistor|capacitor|fabric|"
            "rohstoff|schraube|stahl|holz|bauteil|verpackung|ersatzteil|"
            "materia prima|acciaio|viti$|legno|componenti|imballagg|ricamb|"
            "acero|tornillo|madera|refaccion|empaque|componente|"
            "matiere premiere|acier|bois$|emballage|piece detachee|pieces detachees|vis$"},
    WordRow{Other, 60,
            "装修|装饰|工程款|施工|安装费|捐赠|罚款|押金|会费|党费|"
            "donation|deposit$|membership|construction|installation|fine$|"
            "spende|mitgliedsbeitrag|bauarbeiten|montage|donazione|quota associativa|lavori edili|"
            "donativo|donacion|obra$|cotisation|travaux"},
};

}  // namespace

std::span<const WordRow> goods_words() {
    static const auto kAll = [] {
        std::vector<WordRow> all(kOnTheWay.begin(), kOnTheWay.end());
        all.insert(all.end(), kAtTheDesk.begin(), kAtTheDesk.end());
        all.insert(all.end(), kOfTheHouse.begin(), kOfTheHouse.end());
        return all;
    }();
    return kAll;
}

std::span<const WordRow> seller_words() {
    static constexpr std::array kRows{
        WordRow{Lodging, 60,
                "酒店|宾馆|旅馆|民宿|客栈|旅店|公寓酒店|招待所|度假村|"
                "hotel|hostel|motel|albergo|pension$|gasthof|hostal|auberge"},
        WordRow{Meals, 60,
                "餐饮|餐厅|饭店|酒楼|饭庄|餐馆|火锅|咖啡|美食|小吃|食府|烤鸭|面馆|茶餐厅|"
                "restaurant|ristorante|trattoria|pizzeria|osteria|gasthaus|brasserie|bistro|cafe$|"
                "coffee|bar$|"
                "restaurante|catering|starbucks|mcdonald"},
        WordRow{Travel, 60,
                "航空|铁路|旅行社|旅游|客运站|轮船|"
                "airline|airways|air$|lufthansa|ryanair|easyjet|deutsche "
                "bahn|bahn|trenitalia|sncf|renfe|"
                "railway|amtrak|travel|viaggi|viajes"},
        WordRow{Transport, 60,
                "出行|出租汽车|出租车|网约车|地铁|公交|轨道交通|公共交通|滴滴|曹操|"
                "taxi|uber|lyft|bolt$|cabify|freenow|metro|transit"},
        WordRow{Vehicle, 60,
                "石油|石化|加油站|加油|高速公路|收费公路|路桥|停车|汽车维修|汽车服务|汽修|汽车销售|"
                "新能源充电|"
                "shell$|aral|esso$|totalenergies|repsol|pemex|gasolin|eni$|q8|autostrade|autohaus|"
                "garage|parking"},
        WordRow{
            Communication, 60,
            "移动通信|联合网络通信|电信|联通|中国移动|铁塔|广电网络|"
            "telecom|telekom|vodafone|telefonica|orange$|telcel|telmex|movistar|wind tre|iliad"},
        WordRow{Courier, 60,
                "速运|快递|速递|物流|邮政|货运|快运|供应链|"
                "dhl$|ups$|fedex|dpd$|gls$|hermes|poste italiane|correos|la poste|deutsche "
                "post|courier|estafeta|logisti|"
                "spedition"},
        WordRow{Utilities, 60,
                "供电|电力|自来水|水务|燃气|热力|物业|电网|"
                "enel$|eni "
                "gas|a2a|hera$|iren$|endesa|iberdrola|naturgy|edf$|engie|stadtwerke|stadtwerk|"
                "vattenfall|"
                "rwe$|e.on|energi|water$|cfe$"},
        WordRow{Finance, 60,
                "保险|银行|支付|担保|"
                "insurance|bank$|banca|banco|banque|assicura|seguros|versicherung|allianz|"
                "assurance|paypal"},
        WordRow{Professional, 58,
                "会计师|律师事务所|税务师|咨询|人力资源|知识产权|检测|"
                "consult|law firm|rechtsanw|steuerberat|studio "
                "legale|commercialist|notai|advis|abogados|avocats"},
        WordRow{Advertising, 58,
                "广告|传媒|文化传播|营销|advertis|marketing|werbeagentur|pubblicita|publicidad"},
        WordRow{Conference, 58,
                "培训|教育|学校|大学|会展|会议|academy|university|school|universita|universidad|"
                "formazione"},
        WordRow{
            Office, 56,
            "文具|办公用品|书店|印刷|图文|office|staples|papeler|buro|cancelleria|print|druckerei"},
        WordRow{Software, 56,
                "软件|云计算|信息技术|网络科技|"
                "software|cloud|hosting|aruba$|microsoft|google|adobe|github|ovh|hetzner|digital|"
                "informatic|informatik"},
        WordRow{Equipment, 52, "电脑|电器|电子商务|家具|computer|electronic|elektronik|hardware"},
        WordRow{Rent, 56, "租赁|房地产|rent|immobili|inmobiliaria|leasing|noleggi"},
    };
    return kRows;
}

}  // namespace errand::ledger
