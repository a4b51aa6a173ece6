// Codes of goods and services: China's 19 digits, and UNSPSC as Mexico uses it.
#include <array>

#include "ledger/category_tables.hpp"

namespace errand::ledger {

// A longer beginning comes before a shorter one by its length, not by its place here.
std::span<const CodeRow> tax_codes() {
    using enum Category;
    static constexpr std::array kRows{
        // Goods.
        CodeRow{"1", Materials, 40}, CodeRow{"103", Gifts, 45},  // food, drink, tobacco, clothes
        CodeRow{"1070101", Vehicle, 95},                         // 成品油
        CodeRow{"109", Equipment, 60},      // machines, electrical and electronic goods
        CodeRow{"1090511", Equipment, 80},  // 电子计算机
        CodeRow{"110", Utilities, 95},      // 电力, 热力, 燃气, 水
        // Labour.
        CodeRow{"201", Materials, 60}, CodeRow{"202", Equipment, 55},  // 修理修配
        // Transport.
        CodeRow{"301", Transport, 60}, CodeRow{"301010101", Travel, 75},  // rail
        CodeRow{"301010102", Transport, 70},                              // road
        CodeRow{"30102", Travel, 65},                                     // water
        CodeRow{"30103", Travel, 85},                                     // air
        CodeRow{"302", Courier, 95},                                      // post
        CodeRow{"303", Communication, 95},
        // Modern services.
        CodeRow{"304", Professional, 40}, CodeRow{"30401", Software, 80},
        CodeRow{"30402", Software, 90}, CodeRow{"3040301", Professional, 75},  // design
        CodeRow{"3040302", Professional, 85},                                  // 知识产权
        CodeRow{"3040303", Advertising, 95}, CodeRow{"3040304", Conference, 95},
        CodeRow{"30404", Courier, 65}, CodeRow{"3040409", Courier, 95},     // 收派
        CodeRow{"30405", Rent, 80}, CodeRow{"3040502020200", Vehicle, 95},  // parking, tolls
        CodeRow{"30406", Professional, 90}, CodeRow{"30407", Advertising, 55},
        CodeRow{"3040801", Professional, 55},  // 企业管理, 物业管理
        CodeRow{"3040802", Professional, 50},  // 经纪代理: tickets and rooms are booked here
        CodeRow{"3040803", Professional, 80},  // 人力资源
        CodeRow{"3040804", Utilities, 70},     // 安全保护
        // Building, finance.
        CodeRow{"305", Other, 50}, CodeRow{"306", Finance, 90},
        // Services of daily life.
        CodeRow{"307", Other, 40}, CodeRow{"30701", Gifts, 50},
        CodeRow{"3070201", Conference, 90},  // education
        CodeRow{"3070202", Gifts, 65},       // medical
        CodeRow{"30703", Travel, 55}, CodeRow{"3070401", Meals, 95},
        CodeRow{"3070402", Lodging, 95}, CodeRow{"4", Professional, 50}, CodeRow{"5", Other, 40},
        CodeRow{"6", Gifts, 45},  // prepaid cards among others
    };
    return kRows;
}

std::span<const CodeRow> unspsc_codes() {
    using enum Category;
    static constexpr std::array kRows{
        CodeRow{"1411", Office, 80},   // paper products
        CodeRow{"1510", Vehicle, 90},  // fuels
        CodeRow{"151015", Vehicle, 95},    CodeRow{"2510", Vehicle, 85},
        CodeRow{"2517", Vehicle, 85},      CodeRow{"4321", Equipment, 90},  // computers
        CodeRow{"4322", Equipment, 85},    CodeRow{"4319", Equipment, 85},  // telephones
        CodeRow{"4323", Software, 95},     CodeRow{"4410", Equipment, 75},
        CodeRow{"4411", Office, 90},       CodeRow{"4412", Office, 95},
        CodeRow{"5510", Office, 70},     // print
        CodeRow{"5610", Equipment, 75},  // furniture
        CodeRow{"50", Meals, 60},        // food and drink
        CodeRow{"7218", Vehicle, 60},      CodeRow{"7815", Vehicle, 60},
        CodeRow{"7818", Vehicle, 95},  // repair of vehicles
        CodeRow{"7810", Courier, 80},      CodeRow{"781022", Courier, 95},
        CodeRow{"781115", Travel, 95},                                        // air
        CodeRow{"781116", Travel, 90},                                        // rail
        CodeRow{"781117", Travel, 75},     CodeRow{"781118", Transport, 90},  // road, taxis
        CodeRow{"8010", Professional, 85}, CodeRow{"8011", Professional, 80},
        CodeRow{"8012", Professional, 95}, CodeRow{"8013", Rent, 85},
        CodeRow{"8014", Advertising, 80},  CodeRow{"801419", Conference, 90},
        CodeRow{"8016", Office, 60},       CodeRow{"8111", Software, 95},
        CodeRow{"8116", Software, 90},     CodeRow{"82", Advertising, 80},
        CodeRow{"8310", Utilities, 95},    CodeRow{"8311", Communication, 95},
        CodeRow{"8410", Finance, 80},      CodeRow{"8411", Professional, 90},
        CodeRow{"8412", Finance, 90},      CodeRow{"8413", Finance, 95},
        CodeRow{"86", Conference, 90},     CodeRow{"9010", Meals, 95},
        CodeRow{"9011", Lodging, 95},      CodeRow{"901116", Conference, 85},  // rooms for meetings
        CodeRow{"9012", Travel, 85},       CodeRow{"9511", Vehicle, 90},  // roads and their tolls
    };
    return kRows;
}

}  // namespace errand::ledger
