// Owns: Bill, what one made invoice says, whatever it is written as. Plain values; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "synthetic/amount.hpp"

namespace errand::synthetic {

struct Date {
    int year = 2025;
    int month = 1;
    int day = 1;
    bool operator==(const Date&) const = default;
};
// "2025-01-31", "20250131", "2025年01月31日".
std::string iso(Date date);
std::string compact(Date date);
std::string chinese(Date date);
Date days_later(Date date, int days);

enum class Kind {
    VatElectronic,  // 增值税电子普通发票: code, number, check code
    VatSpecial,     // 增值税电子专用发票
    VatPaper,  // 增值税专用发票, 普通发票 on paper: code of 10 digits, seen on scans and photos
    VatToll,   // 通行费 in the form before the fully digital one
    Digital,   // 电子发票(普通发票), 数电票
    DigitalSpecial,
    DigitalToll,
    DigitalRide,  // 旅客运输服务
    DigitalHotel,
    Rail,
    Air,
    Foreign,  // outside China
};
bool is_digital(Kind kind);  // a number of 20 digits, no code
bool is_special(Kind kind);

struct Party {
    std::string name;
    std::string tax_id;
    std::string address;
    std::string telephone;
    std::string bank;
    std::string account;
};

struct Item {
    std::string group;  // 商品和服务分类简称: "餐饮服务"
    std::string name;
    std::string specification;
    std::string unit;
    std::string tax_code;  // 19 digits
    std::string quantity;
    std::string price;  // without tax
    Cents amount = 0;   // without tax
    Cents tax = 0;
    int rate = 0;  // percent; 0: free of tax
};

// Where a traveller, a vehicle or a guest comes in.
struct Trip {
    std::string from;
    std::string to;
    std::string carrier;
    std::string number;  // train, flight
    std::string time;
    std::string seat;
    std::string grade;
    std::string passenger;
    std::string passport;  // 身份证件号, hidden in part
    std::string ticket;    // 电子客票号
    std::string verification;
    std::string plate;
    std::string vehicle;
    Date first;
    Date last;
    Cents fare = 0;
    Cents fuel = 0;
    Cents fund = 0;  // 民航发展基金
    bool refund = false;
};

struct Bill {
    Kind kind = Kind::Digital;
    std::string title;
    std::string place;  // 北京, the tax office's
    int region = 11;    // its code
    std::string code;
    std::string number;
    std::string check_code;
    std::string machine;
    Date date;
    Party buyer;
    Party seller;
    std::vector<Item> items;
    Cents net = 0;
    Cents tax = 0;
    Cents gross = 0;
    bool tax_free = false;  // 免税: the tax is written ***
    std::string words;      // 价税合计 (大写)
    std::string remark;
    std::string drawer;
    std::string payee;
    std::string reviewer;
    std::string reverses;  // number of the invoice that this one takes back
    Trip trip;
    std::string qr;        // what the QR code says; empty: none, as outside China
    bool qr_drawn = true;  // as squares now and then, not always as an image
    // Outside China.
    std::string language;
    std::string currency = "CNY";
    std::string order;
    int days_to_pay = 0;
};

}  // namespace errand::synthetic
