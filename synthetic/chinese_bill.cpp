#include "synthetic/chinese_bill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "synthetic/chinese_words.hpp"

namespace errand::synthetic {
namespace {

struct Station {
    std::string_view name;
    std::string_view city;
};
constexpr std::array<Station, 12> kStations{{{"北京南", "北京"},
                                             {"上海虹桥", "上海"},
                                             {"杭州东", "杭州"},
                                             {"南京南", "南京"},
                                             {"广州南", "广州"},
                                             {"深圳北", "深圳"},
                                             {"武汉", "武汉"},
                                             {"长沙南", "长沙"},
                                             {"西安北", "西安"},
                                             {"成都东", "成都"},
                                             {"郑州东", "郑州"},
                                             {"济南西", "济南"}}};
constexpr std::array<std::string_view, 5> kAirports{"北京首都", "上海虹桥", "广州白云", "成都双流",
                                                    "昆明长水"};
struct Airline {
    std::string_view name;
    std::string_view code;
    std::string_view ticket;
};
constexpr std::array<Airline, 4> kAirlines{
    {{"国航", "CA", "999"}, {"东航", "MU", "781"}, {"南航", "CZ", "784"}, {"海航", "HU", "880"}}};

Date some_day(Random& random, int year) {
    return days_later({year, 1, 1}, static_cast<int>(random.between(0, 364)));
}

const Goods& goods_of(Random& random, std::initializer_list<std::string_view> groups) {
    for (;;) {
        const auto& one = random.pick(goods());
        if (groups.size() == 0 || std::ranges::find(groups, one.group) != groups.end()) return one;
    }
}

// So much for one line, tax included: the parts are those that an issuing program computes.
Item item_of(Random& random, const Goods& what, int rate) {
    Item item{std::string(what.group), std::string(what.name), std::string(what.specification),
              std::string(what.unit), std::string(what.tax_code)};
    item.rate = rate;
    const bool counted = !what.unit.empty() || random.chance(50);
    const long long quantity = counted ? (random.chance(60) ? 1 : random.between(2, 30)) : 1;
    const Cents each = random.chance(40) ? random.between(what.cheapest, what.dearest) * 100
                                         : random.between(what.cheapest * 100, what.dearest * 100);
    const Cents gross = each * quantity;
    item.amount = part_of(gross, 100, 100 + rate);
    item.tax = gross - item.amount;
    if (counted) {
        item.quantity = std::to_string(quantity);
        item.price = quotient(item.amount, quantity * 100, static_cast<int>(random.between(2, 13)));
    }
    return item;
}

void add_discount(Bill& bill) {
    Item off = bill.items.front();
    off.specification.clear();
    off.unit.clear();
    off.quantity.clear();
    off.price.clear();
    const Cents gross = part_of(off.amount + off.tax, 1, 10);
    off.amount = -part_of(gross, 100, 100 + off.rate);
    off.tax = -gross - off.amount;
    bill.items.insert(bill.items.begin() + 1, off);
}

void fill_items(Random& random, Bill& bill, std::initializer_list<std::string_view> groups) {
    const auto& first = goods_of(random, groups);
    // A special invoice is never free of tax: it is there for its tax.
    const auto count =
        random.chance(65) ? 1 : (random.chance(85) ? random.between(2, 5) : random.between(8, 15));
    const bool one_rate = random.chance(80);
    for (long long at = 0; at < count; ++at) {
        const auto& what = at == 0 ? first : goods_of(random, groups);
        int rate = one_rate ? first.rate : what.rate;
        if (is_special(bill.kind) && rate == 0) rate = 6;
        bill.items.push_back(item_of(random, what, rate));
    }
    if (bill.items.front().rate != 0 && random.chance(10)) add_discount(bill);
}

void fill_persons(Random& random, Bill& bill) {
    bill.drawer = person(random);
    bill.payee = random.chance(70) ? person(random) : "";
    bill.reviewer = random.chance(70) ? person(random) : "";
    if (random.chance(30))
        bill.remark = fmt::format("订单号:{}", random.digits(14));
    else if (random.chance(20))
        bill.remark =
            fmt::format("购方开户银行:{};银行账号:{}", bill.buyer.bank, bill.buyer.account);
}

void fill_toll(Random& random, Bill& bill, const Region& region) {
    auto& trip = bill.trip;
    trip.plate = std::string(region.plate) + static_cast<char>('A' + random.between(0, 7)) +
                 random.digits(4) + static_cast<char>('A' + random.between(0, 7));
    trip.vehicle = random.chance(80) ? "客车" : "货车";
    trip.first = bill.date;
    trip.last = bill.date;
    bill.date = days_later(bill.date, bill.date.day < 27 && bill.date.month < 12 ? 2 : 0);
    Item item{"经营租赁", "通行费", "", "", "3040502020200000000"};
    item.rate = random.chance(70) ? 3 : 9;
    const Cents gross = random.between(500, 30'000);
    item.amount = part_of(gross, 100, 100 + item.rate);
    item.tax = gross - item.amount;
    bill.items = {item};
}

void fill_ride(Random& random, Bill& bill) {
    auto& trip = bill.trip;
    trip.passenger = person(random);
    trip.passport = fmt::format("{}********{}", random.digits(6), random.digits(4));
    trip.first = bill.date;
    const auto& city = random.pick(regions()).city;
    trip.from = std::string(city);
    trip.to = std::string(random.pick(regions()).city);
    trip.grade = random.chance(50) ? "" : "经济型";
    trip.vehicle = random.chance(70) ? "出租汽车" : "公路客运";
    fill_items(random, bill, {"运输服务"});
}

void fill_rail(Random& random, Bill& bill) {
    auto& trip = bill.trip;
    const auto& from = random.pick(kStations);
    do trip.to = std::string(random.pick(kStations).name);
    while (trip.to == from.name);
    trip.from = std::string(from.name);
    trip.number = fmt::format("{}{}", random.pick(std::array{"G", "D", "C", "K", "Z"}),
                              random.between(1, 9999));
    trip.time = fmt::format("{:02}:{:02}", random.between(6, 22), random.between(0, 59));
    trip.seat = fmt::format("{:02}车{:02}{}号", random.between(1, 16), random.between(1, 20),
                            random.pick(std::array{"A", "B", "C", "D", "F"}));
    trip.grade = random.pick(std::array{"二等座", "一等座", "商务座", "硬卧", "软卧"});
    trip.passenger = person(random);
    trip.passport = fmt::format("{}********{}", random.digits(6), random.digits(4));
    trip.ticket = random.digits(21);
    trip.first = bill.date;
    bill.date =
        days_later(bill.date, bill.date.month < 12 ? static_cast<int>(random.between(0, 20)) : 0);
    trip.refund = random.chance(8);
    bill.gross = trip.refund ? random.between(5, 400) * 50 : random.between(20, 3000) * 50;
    const int rate = trip.refund ? 6 : 9;
    bill.net = part_of(bill.gross, 100, 100 + rate);
    bill.tax = bill.gross - bill.net;
    bill.seller = {"中国铁路", "", "", "", "", ""};
    bill.items = {{"运输服务", "铁路旅客运输服务", "", "", "3010101010000000000", "", "", bill.net,
                   bill.tax, rate}};
}

void fill_air(Random& random, Bill& bill) {
    auto& trip = bill.trip;
    const auto& airline = random.pick(kAirlines);
    trip.from = std::string(random.pick(kAirports));
    do trip.to = std::string(random.pick(kAirports));
    while (trip.to == trip.from);
    trip.carrier = std::string(airline.name);
    trip.number = fmt::format("{}{}", airline.code, random.between(1000, 9999));
    trip.time = fmt::format("{:02}:{:02}", random.between(6, 22), random.between(0, 11) * 5);
    trip.grade = random.pick(std::array{"Y", "M", "V", "J"});
    trip.passenger = person(random);
    trip.passport = fmt::format("{}********{}", random.digits(6), random.digits(4));
    trip.ticket = std::string(airline.ticket) + random.digits(10);
    trip.verification = random.digits(4);
    trip.first = bill.date;
    const Cents with_tax = random.between(200, 2800) * 100;
    const Cents fuel_with_tax = random.between(0, 10) * 1000;
    trip.fare = part_of(with_tax, 100, 109);
    trip.fuel = part_of(fuel_with_tax, 100, 109);
    trip.fund = 5000;
    bill.net = trip.fare + trip.fuel;
    bill.tax = with_tax + fuel_with_tax - bill.net;
    bill.gross = bill.net + bill.tax + trip.fund;
    bill.seller = {std::string(airline.name) + "股份有限公司", "", "", "", "", ""};
    bill.items = {{"运输服务", "航空旅客运输服务", "", "", "3010102010000000000", "", "", bill.net,
                   bill.tax, 9}};
}

std::string_view trade_of(Kind kind, std::string_view group) {
    if (kind == Kind::DigitalHotel || group == "住宿服务") return "酒店管理";
    if (kind == Kind::VatToll || kind == Kind::DigitalToll) return "高速公路";
    if (group == "餐饮服务") return "餐饮管理";
    if (group == "运输服务") return "出行科技";
    return {};
}

std::string title_of(Random& random, const Bill& bill) {
    switch (bill.kind) {
        case Kind::VatElectronic:
        case Kind::VatToll:
            return bill.place + "增值税电子普通发票";
        case Kind::VatSpecial:
            return bill.place + "增值税电子专用发票";
        case Kind::VatPaper:
            return bill.place + (random.chance(50) ? "增值税专用发票" : "增值税普通发票");
        case Kind::DigitalSpecial:
            return "电子发票(增值税专用发票)";
        case Kind::Rail:
            return "电子发票(铁路电子客票)";
        case Kind::Air:
            return "电子发票(航空运输电子客票行程单)";
        default:
            return "电子发票(普通发票)";
    }
}

}  // namespace

void total(Bill& bill) {
    if (bill.kind == Kind::Rail || bill.kind == Kind::Air) return;
    bill.net = bill.tax = 0;
    bill.tax_free = true;
    for (const auto& item : bill.items) {
        bill.net += item.amount;
        bill.tax += item.tax;
        bill.tax_free = bill.tax_free && item.rate == 0;
    }
    bill.gross = bill.net + bill.tax;
    bill.words = capital(bill.gross);
}

void renumber(Random& random, Bill& bill) {
    const auto year = bill.date.year % 100;
    const auto area = fmt::format("{:02}", bill.region);
    bill.code.clear();
    bill.check_code.clear();
    if (is_digital(bill.kind)) {
        const char* channel = bill.kind == Kind::Rail ? "9" : bill.kind == Kind::Air ? "8" : "2";
        bill.number = fmt::format("{:02}{}{}{}", year, area, channel, random.digits(15));
        return;
    }
    bill.number = random.digits(8);
    bill.check_code = random.digits(20);
    if (bill.kind == Kind::VatPaper) {
        const bool special = bill.title.ends_with("专用发票");
        if (special) bill.check_code.clear();
        bill.code = fmt::format("{}00{:02}{}{}{}0", area, year, random.between(1, 4),
                                special ? 1 : 3, special ? 3 : 2);
        return;
    }
    const char* type = bill.kind == Kind::VatToll      ? "12"
                       : bill.kind == Kind::VatSpecial ? "13"
                                                       : "11";
    bill.code = fmt::format("0{}00{:02}00{}{}", area, year, random.between(1, 9), type);
    bill.machine = random.chance(80) ? "66" + random.digits(10) : random.digits(12);
}

Bill chinese_bill(Random& random, Kind kind, const Party& buyer, int year) {
    Bill bill;
    bill.kind = kind;
    bill.buyer = buyer;
    bill.date = some_day(random, year);
    const auto& region = random.pick(regions());
    bill.place = std::string(region.province);
    bill.region = region.code;
    bill.title = title_of(random, bill);
    if (kind == Kind::VatToll || kind == Kind::DigitalToll)
        fill_toll(random, bill, region);
    else if (kind == Kind::DigitalRide)
        fill_ride(random, bill);
    else if (kind == Kind::DigitalHotel)
        fill_items(random, bill, {"住宿服务"});
    else if (kind == Kind::Rail)
        fill_rail(random, bill);
    else if (kind == Kind::Air)
        fill_air(random, bill);
    else
        fill_items(random, bill, {});
    if (kind != Kind::Rail && kind != Kind::Air)
        bill.seller = company(random, region, trade_of(kind, bill.items.front().group));
    fill_persons(random, bill);
    renumber(random, bill);
    total(bill);
    return bill;
}

Bill reversal(Random& random, const Bill& bill) {
    Bill red = bill;
    red.date =
        days_later(bill.date, bill.date.month < 12 ? static_cast<int>(random.between(1, 25)) : 0);
    for (auto& item : red.items) {
        item.amount = -item.amount;
        item.tax = -item.tax;
        if (!item.quantity.empty()) item.quantity = "-" + item.quantity;
    }
    red.reverses = bill.number;
    renumber(random, red);
    total(red);
    if (is_digital(bill.kind))
        red.remark = fmt::format("被红冲蓝字数电发票号码:{} 红字发票信息确认单编号:{}", bill.number,
                                 bill.number.substr(2, 2) + random.digits(18));
    else
        red.remark = fmt::format("对应正数发票代码:{}号码:{}", bill.code, bill.number);
    return red;
}

}  // namespace errand::synthetic
