#include "synthetic/chinese_xml.hpp"

#include <fmt/format.h>

#include "synthetic/xml_text.hpp"

namespace errand::synthetic {
namespace {

std::string name_of(const Item& item) {
    return item.group.empty() ? item.name : "*" + item.group + "*" + item.name;
}

std::string digital_party(const Party& party, std::string_view who) {
    const auto part = [&](std::string_view name, const std::string& text) {
        return element(std::string(who) + std::string(name), text);
    };
    return around(std::string(who) + "Information",
                  part("IdNum", party.tax_id) + part("Name", party.name) +
                      part("Addr", party.address) + part("TelNum", party.telephone) +
                      part("BankName", party.bank) + part("BankAccNum", party.account));
}

std::string digital_lines(const Bill& bill) {
    std::string out;
    for (const auto& item : bill.items)
        out += around("IssuItemInformation",
                      element("ItemName", name_of(item)) + element("SpecMod", item.specification) +
                          element("MeaUnits", item.unit) + element("Quantity", item.quantity) +
                          element("UnPrice", item.price) + element("Amount", plain(item.amount)) +
                          element("TaxRate",
                                  item.rate == 0 ? "免税" : fmt::format("0.{:02}0000", item.rate)) +
                          element("ComTaxAm", plain(item.tax)) +
                          element("TotaltaxIncludedAmount", plain(item.amount + item.tax)) +
                          element("TaxClassificationCode", item.tax_code));
    return out;
}

std::string digital_trade(const Bill& bill) {
    const auto& trip = bill.trip;
    if (bill.kind == Kind::DigitalToll)
        return around("SpecificInformation",
                      around("Toll", element("PlateNumber", trip.plate) +
                                         element("VehicleType", trip.vehicle) +
                                         element("StartDateOfPassage", compact(trip.first)) +
                                         element("EndDateOfPassage", compact(trip.last))));
    if (bill.kind == Kind::DigitalRide)
        return around(
            "SpecificInformation",
            around("PassengerTransportation",
                   element("Traveler", trip.passenger) + element("IdNumber", trip.passport) +
                       element("TravelDate", iso(trip.first)) +
                       element("PlaceOfDeparture", trip.from) + element("Destination", trip.to)));
    if (!bill.reverses.empty())
        return around("SpecificInformation",
                      around("RedEInvoice",
                             element("OriginalInvoiceCode", bill.reverses) +
                                 element("CreditNoteNumber", "1101" + bill.number.substr(4, 16))));
    return "<SpecificInformation/>\n";
}

std::string fact(std::string_view prefix, std::string_view name, const std::string& text) {
    return element(fmt::format("{}:{} contextRef=\"now\"", prefix, name), text);
}

std::string context_of(const Bill& bill, std::string_view prefix) {
    const auto p = [&](std::string_view name) { return std::string(prefix) + std::string(name); };
    return around(p("context id=\"now\""),
                  around(p("entity"),
                         element(p("identifier scheme=\"http://xbrl.mof.gov.cn\""),
                                 bill.seller.tax_id.empty() ? bill.number : bill.seller.tax_id)) +
                      around(p("period"), element(p("instant"), iso(bill.date)))) +
           around(p("unit id=\"CNY\""), element(p("measure"), "iso4217:CNY"));
}

std::string rail_facts(const Bill& bill) {
    const auto& trip = bill.trip;
    const auto say = [](std::string_view name, const std::string& text) {
        return fact("rai", name, text);
    };
    return say("TypeOfVoucher", "电子发票（铁路电子客票）") +
           say("ElectronicTicketNum", trip.ticket) +
           say("TypeOfBusiness", trip.refund ? "退" : "售") + say("DepartureStation", trip.from) +
           say("DestinationStation", trip.to) + say("TrainNumber", trip.number) +
           say("TravelDate", iso(trip.first)) + say("DepartureTime", trip.time) +
           say("SeatLevel", trip.grade) + say("Fare", plain(bill.gross)) +
           say("ElectronicInvoiceRailwayETicketNumber", bill.number) +
           say("DateOfIssue", iso(bill.date)) + say("IdNumber", trip.passport) +
           say("Name", trip.passenger) + say("TotalAmountExcludingTax", plain(bill.net)) +
           say("TaxRate", fmt::format("0.{:02}", bill.items.front().rate)) +
           say("TaxAmount", plain(bill.tax)) + say("NameOfPurchaser", bill.buyer.name) +
           say("UnifiedSocialCreditCodeOfPurchaser", bill.buyer.tax_id) +
           (bill.reverses.empty() ? "" : say("NumberOfOriginalInvoice", bill.reverses)) +
           say("IssueParty", "");
}

std::string air_facts(const Bill& bill) {
    const auto& trip = bill.trip;
    const auto say = [](std::string_view name, const std::string& text) {
        return fact("atr", name, text);
    };
    const auto leg = say("DepartureStation", trip.from) + say("DestinationStation", trip.to) +
                     say("Carrier", trip.carrier) + say("Flight", trip.number) +
                     say("Class", trip.grade) + say("CarrierDate", iso(trip.first)) +
                     say("DepartureTime", trip.time);
    return say("ElectronicInvoiceAirTransportReceiptNumber", bill.number) +
           say("PassengerName", trip.passenger) + say("ValidIdNumber", trip.passport) +
           around("atr:DetailInformationOfAirTicketTuple", leg) + say("Fare", plain(trip.fare)) +
           say("FuelSurcharge", plain(trip.fuel)) + say("VatRate", "0.09") +
           say("VatTaxAmount", plain(bill.tax)) +
           say("CivilAviationDevelopmentFund", plain(trip.fund)) + say("OtherTaxes", "0.00") +
           say("TotalAmount", plain(bill.gross)) + say("ETicketNumber", trip.ticket) +
           say("VerificationCode", trip.verification) + say("Insurance", "0.00") +
           say("IssueParty", bill.seller.name) + say("IssueDate", iso(bill.date)) +
           say("MarkingOfDomesticOrInternational", "国内") +
           say("NameOfPurchaser", bill.buyer.name) +
           say("UnifiedSocialCreditCodeOfPurchaser", bill.buyer.tax_id) +
           say("NameOfSeller", bill.seller.name);
}

std::string vat_facts(const Bill& bill) {
    const auto say = [](std::string_view name, const std::string& text) {
        return fact("inv", name, text);
    };
    std::string lines;
    for (const auto& item : bill.items)
        lines += around("inv:InformationOfTaxableGoodsOrServicesDetailItemsTuple",
                        say("NameOfTaxableGoodsOrServices", name_of(item)) +
                            say("TaxClassificationCode", item.tax_code) +
                            say("AmountExcludingTax", plain(item.amount)) +
                            say("TaxRate", fmt::format("{}.00%", item.rate)) +
                            say("TaxAmount", plain(item.tax)));
    const std::string id = "TaxpayerIdentificationNumberUnifiedSocialCreditCodeOf";
    return say("UniqueCodeOfInvoice", bill.code + bill.number) +
           say("TypeOfInvoice", "增值税电子普通发票") + say("CodeOfInvoice", bill.code) +
           say("NumberOfInvoice", bill.number) + say("DateOfIssue", iso(bill.date)) +
           say("IdentifyingCode", bill.check_code) + say("NumberOfInvoiceMachine", bill.machine) +
           say("NameOfPurchaser", bill.buyer.name) + say(id + "Purchaser", bill.buyer.tax_id) +
           lines + say("TotalAmountExcludingTax", plain(bill.net)) +
           say("TotalTaxAmount", plain(bill.tax)) +
           say("TaxIncludedAmountInFigures", plain(bill.gross)) +
           say("TaxIncludedAmountInWords", bill.words) + say("NameOfSeller", bill.seller.name) +
           say(id + "Seller", bill.seller.tax_id) +
           say("AddressPhoneNumberOfSeller", bill.seller.address + " " + bill.seller.telephone) +
           say("Payee", bill.payee) + say("Reviewer", bill.reviewer) + say("Issuer", bill.drawer) +
           say("Remarks", bill.remark);
}

}  // namespace

std::string digital_xml(const Bill& bill, Random& random) {
    const bool red = bill.gross < 0;
    const bool special = is_special(bill.kind);
    const auto when = fmt::format("{} {:02}:{:02}:{:02}", iso(bill.date), random.between(8, 19),
                                  random.between(0, 59), random.between(0, 59));
    const auto named = [](std::string_view what, std::string_view code, std::string_view name) {
        return around(what, element("LabelCode", code) + element("LabelName", name));
    };
    const auto header = around(
        "Header",
        element("EIid", bill.number) +
            element("EInvoiceTag", fmt::format("SWEI{:02}00", bill.region)) +
            element("Version", random.chance(50) ? "0.2" : "0.32") +
            around("InherentLabel", named("InIssuType", red ? "N" : "Y", "是否蓝字发票标志") +
                                        named("EInvoiceType", special ? "01" : "02", "数电票票种") +
                                        named("GeneralOrSpecialVAT", special ? "01" : "02",
                                              special ? "增值税专用发票" : "普通发票")));
    const auto basic = around("BasicInformation",
                              element("TotalAmWithoutTax", plain(bill.net)) +
                                  element("TotalTaxAm", plain(bill.tax)) +
                                  element("TotalTax-includedAmount", plain(bill.gross)) +
                                  element("TotalTax-includedAmountInChinese", bill.words) +
                                  element("Drawer", bill.drawer) + element("RequestTime", when));
    const auto data = around(
        "EInvoiceData", digital_party(bill.seller, "Seller") + digital_party(bill.buyer, "Buyer") +
                            basic + digital_lines(bill) + digital_trade(bill) +
                            around("AdditionalInformation", element("Remark", bill.remark)));
    const auto supervision = around(
        "TaxSupervisionInfo", element("InvoiceNumber", bill.number) + element("IssueTime", when) +
                                  element("TaxBureauCode", fmt::format("1{:02}0100", bill.region)) +
                                  element("TaxBureauName", "国家税务总局" + bill.place + "税务局"));
    return std::string(kXmlHead) +
           around("EInvoice",
                  header + data +
                      around("SellerAuthentication", element("AuthenticationMethods", "1")) +
                      supervision);
}

std::string vat_xml(const Bill& bill, Random& random) {
    const bool prefixed = random.chance(50);
    const std::string p = prefixed ? "fp:" : "";
    const auto say = [&](std::string_view name, std::string_view text) {
        return element(p + std::string(name), text);
    };
    std::string goods;
    for (const auto& item : bill.items)
        goods +=
            around(p + "GoodsInfo",
                   say("Item", name_of(item)) + say("Specification", item.specification) +
                       say("MeasurementDimension", item.unit) + say("Price", item.price) +
                       say("Quantity", item.quantity) + say("Amount", plain(item.amount)) +
                       say("TaxScheme", item.rate == 0 ? "免税" : fmt::format("{}%", item.rate)) +
                       say("TaxAmount", item.rate == 0 ? "***" : plain(item.tax)));
    const auto party = [&](const Party& one, const std::string& who) {
        return around(p + who, say(who + "Name", one.name) + say(who + "TaxID", one.tax_id) +
                                   say(who + "AddrTel", one.address + " " + one.telephone) +
                                   say(who + "FinancialAccount", one.bank + " " + one.account));
    };
    const auto inside =
        say("DocID", random.digits(20)) + say("InvoiceCode", bill.code) +
        say("InvoiceNo", bill.number) + say("IssueDate", chinese(bill.date)) +
        say("InvoiceCheckCode", bill.check_code) + say("MachineNo", bill.machine) +
        say("GraphCode", bill.qr) + party(bill.buyer, "Buyer") + party(bill.seller, "Seller") +
        say("TaxInclusiveTotalAmount", plain(bill.gross)) + say("Note", bill.remark) +
        say("InvoiceClerk", bill.drawer) + say("Payee", bill.payee) +
        say("Checker", bill.reviewer) +
        say("TaxTotalAmount", bill.tax_free ? "***" : plain(bill.tax)) +
        say("TaxExclusiveTotalAmount", plain(bill.net)) + around(p + "GoodsInfos", goods);
    return std::string(kXmlHead) +
           around(p + "eInvoice xmlns" + (prefixed ? ":fp" : "") +
                      "=\"http://www.edrm.org.cn/schema/e-invoice/2019\" Version=\"1.0\"",
                  inside);
}

std::string xbrl(const Bill& bill, Random& random) {
    const bool prefixed = random.chance(50);
    const std::string p = prefixed ? "xbrli:" : "";
    const char* taxonomy = "inv";
    const char* day = "2021-09-30";
    std::string facts;
    if (bill.kind == Kind::Rail) {
        taxonomy = "rai";
        day = random.chance(60) ? "2021-11-30" : "2023-12-31";
        facts = rail_facts(bill);
    } else if (bill.kind == Kind::Air) {
        taxonomy = "atr";
        day = random.chance(60) ? "2021-11-30" : "2023-12-31";
        facts = air_facts(bill);
    } else {
        facts = vat_facts(bill);
    }
    const auto name = fmt::format(
        "{}xbrl xmlns{}=\"http://www.xbrl.org/2003/instance\" "
        "xmlns:{}=\"http://xbrl.mof.gov.cn/taxonomy/{}/{}\" "
        "xmlns:iso4217=\"http://www.xbrl.org/2003/iso4217\"",
        p, prefixed ? ":xbrli" : "", taxonomy, day, taxonomy);
    return std::string(kXmlHead) + around(name, context_of(bill, p) + facts);
}

}  // namespace errand::synthetic
