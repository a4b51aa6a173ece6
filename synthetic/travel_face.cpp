// The rail e-ticket, the air itinerary, and the papers that come with invoices and are none.
#include <fmt/format.h>

#include <array>
#include <tuple>

#include "synthetic/chinese_face.hpp"

namespace errand::synthetic {
namespace {

void label(Face& face, double x, double y, const std::string& text, Side side = Side::Left) {
    face.write(x, y, text, 9, side);
}

}  // namespace

std::vector<Face> rail_face(const Bill& bill, Random& random) {
    Face face;
    face.font = chinese_font(random);
    const auto mark = colon(random);
    const auto& trip = bill.trip;
    face.write(306, 40, bill.title, 17, Side::Middle);
    seal(face, bill, 306, 42);
    const bool apart = random.chance(40);
    const auto number = "发票号码" + mark;
    const auto date = "开票日期" + mark;
    if (apart) {
        label(face, 40, 72, number);
        label(face, 92, 72, bill.number);
        label(face, 430, 72, date);
        label(face, 482, 72, chinese(bill.date));
    } else {
        label(face, 40, 72, number + bill.number);
        label(face, 430, 72, date + chinese(bill.date));
    }
    const auto stop = random.chance(70) ? "站" : "";
    face.write(120, 112, trip.from + stop, 17, Side::Middle);
    face.write(306, 104, trip.number, 15, Side::Middle);
    face.line(250, 110, 362, 110);
    face.write(490, 112, trip.to + stop, 17, Side::Middle);
    face.write(60, 150, chinese(trip.first), 11);
    face.write(170, 150, trip.time + "开", 11);
    face.write(330, 150, trip.seat, 11);
    face.write(440, 150, trip.grade, 11);
    label(face, 60, 178, (trip.refund ? "退票费" : "票价") + mark);
    face.write(96, 178, (random.chance(70) ? "￥" : "¥") + plain(bill.gross), 12);
    label(face, 60, 206, trip.passport);
    label(face, 190, 206, trip.passenger);
    label(face, 60, 230, "电子客票号" + mark + trip.ticket);
    label(face, 60, 254, "购买方名称" + mark);
    label(face, 116, 254, bill.buyer.name);
    label(face, 320, 254, "统一社会信用代码" + mark);
    label(face, 404, 254, bill.buyer.tax_id);
    face.box(120, 280, 440, 318);
    face.write(280, 296, "买票请到12306 发货请到95306", 10, Side::Middle);
    face.write(280, 312, "中国铁路祝您旅途愉快", 10, Side::Middle);
    if (!bill.qr.empty())
        face.codes.push_back({500, 166, 72, bill.qr, !bill.qr_drawn || random.chance(85)});
    if (bill.reverses.empty()) return {face};
    label(face, 60, 344, "备注" + mark + bill.remark);
    return {face};
}

std::vector<Face> air_face(const Bill& bill, Random& random) {
    Face face;
    face.font = chinese_font(random);
    face.height = 420;
    const auto mark = colon(random);
    const auto& trip = bill.trip;
    face.write(306, 40, bill.title, 16, Side::Middle);
    seal(face, bill, 306, 42);
    label(face, 420, 68, "发票号码" + mark);
    label(face, 470, 68, bill.number);
    label(face, 30, 68, "国内国际标识" + mark + "国内");
    if (!bill.qr.empty())
        face.codes.push_back({30, 12, 46, bill.qr, !bill.qr_drawn || random.chance(85)});
    face.box(24, 78, 588, 360);
    const auto row = [&](double y, const std::vector<std::tuple<double, std::string>>& cells) {
        for (const auto& [x, text] : cells)
            if (!text.empty()) label(face, x, y, text);
    };
    row(92, {{30, "旅客姓名"}, {180, "有效身份证件号码"}, {390, "签注"}});
    row(108, {{30, trip.passenger}, {180, trip.passport}, {390, "不得签转/改退收费"}});
    face.line(24, 114, 588, 114);
    row(128, {{150, "承运人"},
              {200, "航班号"},
              {256, "座位等级"},
              {312, "日期"},
              {390, "时间"},
              {430, "客票级别"},
              {490, "客票生效日期"},
              {552, "免费行李"}});
    row(146, {{30, "自" + mark + trip.from},
              {150, trip.carrier},
              {200, trip.number},
              {270, trip.grade},
              {312, chinese(trip.first)},
              {390, trip.time},
              {440, trip.grade + "RT"},
              {556, "20K"}});
    row(162, {{30, "至" + mark + trip.to}, {150, "VOID"}});
    row(178, {{30, "至" + mark + "VOID"}});
    face.line(24, 186, 588, 186);
    const auto money = [&](Cents amount) { return "CNY " + plain(amount); };
    row(202, {{30, "票价"},
              {120, "燃油附加费"},
              {210, "增值税税率"},
              {290, "增值税税额"},
              {380, "民航发展基金"},
              {460, "其他税费"},
              {520, "合计"}});
    row(220, {{30, money(trip.fare)},
              {120, money(trip.fuel)},
              {220, "9%"},
              {290, money(bill.tax)},
              {380, money(trip.fund)},
              {460, "CNY 0.00"},
              {520, money(bill.gross)}});
    face.line(24, 228, 588, 228);
    row(244, {{30, "电子客票号码" + mark + trip.ticket},
              {220, "验证码" + mark + trip.verification},
              {330, "提示信息" + mark},
              {470, "保险费" + mark + "XXX"}});
    row(266, {{30, "销售网点代号" + mark + random.digits(8)},
              {220, "填开单位" + mark},
              {270, bill.seller.name},
              {430, "填开日期" + mark},
              {476, chinese(bill.date)}});
    face.line(24, 276, 588, 276);
    row(294, {{30, "购买方名称" + mark}, {88, bill.buyer.name}});
    row(312, {{30, "统一社会信用代码/纳税人识别号" + mark}, {180, bill.buyer.tax_id}});
    if (!bill.reverses.empty()) row(336, {{30, "备注" + mark + bill.remark}});
    return {face};
}

std::vector<Face> trip_list(const Bill& bill, Random& random) {
    Face face;
    face.width = 595;
    face.height = 842;
    face.font = chinese_font(random);
    face.write(297, 70, random.chance(50) ? "出行科技 - 行程单" : "行程报销单", 18, Side::Middle);
    label(face, 50, 110, "申请日期:" + iso(bill.date));
    label(face, 50, 126, "行程起止日期:" + iso(bill.date) + " 至 " + iso(bill.date));
    label(face, 50, 142, "行程人手机号:1" + random.digits(10));
    const auto count = random.between(1, 4);
    label(face, 50, 158, fmt::format("共{}笔行程,合计{}元", count, plain(bill.gross)));
    const std::array<std::pair<double, const char*>, 7> heads{{{50, "序号"},
                                                               {90, "车型"},
                                                               {150, "上车时间"},
                                                               {250, "城市"},
                                                               {300, "起点"},
                                                               {400, "终点"},
                                                               {510, "金额[元]"}}};
    for (const auto& [x, head] : heads) label(face, x, 190, head);
    face.line(45, 196, 550, 196);
    double y = 212;
    for (long long at = 1; at <= count; ++at, y += 18) {
        label(face, 50, y, std::to_string(at));
        label(face, 90, y, "快车");
        label(face, 150, y,
              fmt::format("{:02}-{:02} {:02}:{:02}", bill.date.month, bill.date.day,
                          random.between(6, 22), random.between(0, 59)));
        label(face, 250, y, bill.place + "市");
        label(face, 300, y, "火车站-东广场");
        label(face, 400, y, "科技大厦A座");
        label(face, 510, y, plain(at == 1 ? bill.gross : random.between(900, 5000)));
    }
    label(face, 297, 800, "页码:1/1", Side::Middle);
    return {face};
}

}  // namespace errand::synthetic
