// The fully digital EInvoice (数电票), the eInvoice XML of OFD files, and the finance ministry's
// XBRL: inv (VAT), rai (rail), atr (air).
#include "invoice/readers.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

using document::all;
using document::anywhere;
using document::at;
using document::Node;
using document::text;

// The first of several names that says something, anywhere below.
std::string first_of(Node root, std::initializer_list<std::string_view> names) {
    for (const auto name : names)
        if (auto found = text(anywhere(root, name)); !found.empty()) return found;
    return {};
}

constexpr LineNames kDigitalLine{.name = "ItemName",
                                 .specification = "SpecMod",
                                 .unit = "MeaUnits",
                                 .tax_code = "TaxClassificationCode",
                                 .tax_rate = "TaxRate",
                                 .quantity = "Quantity",
                                 .unit_price = "UnPrice",
                                 .amount = "Amount",
                                 .tax = "ComTaxAm"};
constexpr LineNames kVatLine{.name = "Item",
                             .specification = "Specification",
                             .unit = "MeasurementDimension",
                             .tax_code = {},
                             .tax_rate = "TaxScheme",
                             .quantity = "Quantity",
                             .unit_price = "Price",
                             .amount = "Amount",
                             .tax = "TaxAmount"};

void set_xbrl_parties(Invoice& invoice, Node root) {
    set(invoice.seller, first_of(root, {"NameOfSeller", "NameOfIssuer", "IssueParty"}));
    set(invoice.seller_tax_id,
        first_of(root, {"UnifiedSocialCreditCodeOfSeller",
                        "TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfSeller",
                        "TaxpayerIdentificationNumberOfSeller", "SellerTaxID",
                        "UnifiedSocialCreditCodeOfIssuer"}));
    set(invoice.buyer, first_of(root, {"NameOfPurchaser", "NameOfBuyer"}));
    set(invoice.buyer_tax_id,
        first_of(root, {"UnifiedSocialCreditCodeOfPurchaser",
                        "TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfPurchaser",
                        "TaxpayerIdentificationNumberOfPurchaser"}));
}

bool in_line(Node node) {
    for (; node; node = node.parent())
        if (document::local_name(node).ends_with("Tuple")) return true;
    return false;
}

// The first of several names that says something outside the lines, whose amounts have some of the
// same names.
std::string total_of(Node root, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        const auto node = root.find_node([name](Node one) {
            return document::local_name(one) == name && !text(one).empty() && !in_line(one);
        });
        if (node) return text(node);
    }
    return {};
}

void set_xbrl_sums(Invoice& invoice, Node root) {
    set(invoice.net, total_of(root, {"TotalAmountExcludingTax", "AmountExcludingTax"}));
    set(invoice.tax,
        total_of(root, {"TotalTaxAmount", "VatTaxAmount", "VATTaxAmount", "TaxAmount"}));
    set(invoice.gross, total_of(root, {"TaxIncludedAmountInFigures", "TotalAmount"}));
    set(invoice.capital, total_of(root, {"TaxIncludedAmountInWords"}));
}

constexpr LineNames kXbrlLine{.name = "NameOfTaxableGoodsOrServices",
                              .specification = "SpecificationAndModel",
                              .unit = "Unit",
                              .tax_code = "TaxClassificationCode",
                              .tax_rate = "TaxRate",
                              .quantity = "Quantity",
                              .unit_price = "UnitPrice",
                              .amount = "AmountExcludingTax",
                              .tax = "TaxAmount"};

// The fare and the fuel surcharge are what is taxed; the fund and other levies come on top.
void set_air_sums(Invoice& invoice, Node root) {
    const auto value = [&](std::string_view name) {
        return parse_decimal(text(anywhere(root, name)));
    };
    const auto fare = value("Fare");
    if (fare && invoice.tax.has() && !invoice.net.has())
        invoice.net = {*fare + value("FuelSurcharge").value_or(Decimal{}), Source::Xml, kComputed};
    const auto fund = value("CivilAviationDevelopmentFund");
    const auto others = value("OtherTaxes");
    if (fund || others)
        invoice.adjustment = {fund.value_or(Decimal{}) + others.value_or(Decimal{}), Source::Xml,
                              kComputed};
}

}  // namespace

Invoice read_digital(Node root) {
    Invoice invoice;
    invoice.format = Format::DigitalXml;
    const auto data = at(root, "EInvoiceData");
    const auto basic = at(data, "BasicInformation");
    // A toll invoice states plates under SpecificInformation before its number: only this place
    // holds the number.
    const auto supervision = anywhere(root, "TaxSupervisionInfo");
    set(invoice.number, text(supervision, "InvoiceNumber"));
    set(invoice.date, text(supervision, "IssueTime"));
    if (!invoice.date.has()) set(invoice.date, text(basic, "RequestTime"));
    set(invoice.kind, text(anywhere(at(root, "Header"), "GeneralOrSpecialVAT"), "LabelName"));
    set(invoice.business, text(anywhere(at(root, "Header"), "InIssuType"), "LabelName"));
    set(invoice.seller, text(data, "SellerInformation/SellerName"));
    set(invoice.seller_tax_id, text(data, "SellerInformation/SellerIdNum"));
    set(invoice.buyer, text(data, "BuyerInformation/BuyerName"));
    set(invoice.buyer_tax_id, text(data, "BuyerInformation/BuyerIdNum"));
    set(invoice.net, text(basic, "TotalAmWithoutTax"));
    set(invoice.tax, text(basic, "TotalTaxAm"));
    set(invoice.gross, text(basic, "TotalTax-includedAmount"));
    set(invoice.capital, text(basic, "TotalTax-includedAmountInChinese"));
    set(invoice.drawer, text(basic, "Drawer"));
    set(invoice.remark, text(data, "AdditionalInformation/Remark"));
    set(invoice.plate, text(anywhere(at(data, "SpecificInformation"), "PlateNumber")));
    set(invoice.reverses,
        first_of(data, {"OriginalInvoiceNumber", "OriginalEInvoiceNumber", "OriginalInvoiceCode"}));
    std::vector<Line> lines;
    for (const auto line : all(data, "IssuItemInformation"))
        lines.push_back(read_line(line, kDigitalLine));
    set(invoice.lines, std::move(lines));
    finish_chinese(invoice);
    return invoice;
}

Invoice read_vat(Node root, Source source) {
    Invoice invoice;
    invoice.format = source == Source::Xml ? Format::VatXml : Format::OfdFields;
    const auto put = [&](auto& field, std::string_view name) {
        set(field, text(anywhere(root, name)), source);
    };
    put(invoice.code, "InvoiceCode");
    put(invoice.number, "InvoiceNo");
    put(invoice.date, "IssueDate");
    put(invoice.check_code, "InvoiceCheckCode");
    put(invoice.buyer, "BuyerName");
    put(invoice.buyer_tax_id, "BuyerTaxID");
    put(invoice.seller, "SellerName");
    put(invoice.seller_tax_id, "SellerTaxID");
    put(invoice.net, "TaxExclusiveTotalAmount");
    put(invoice.tax, "TaxTotalAmount");
    put(invoice.gross, "TaxInclusiveTotalAmount");
    put(invoice.drawer, "InvoiceClerk");
    put(invoice.remark, "Note");
    if (source == Source::Xml) {
        std::vector<Line> lines;
        for (const auto line : all(anywhere(root, "GoodsInfos"), "GoodsInfo"))
            lines.push_back(read_line(line, kVatLine));
        set(invoice.lines, std::move(lines), source);
    }
    finish_chinese(invoice);
    return invoice;
}

Invoice read_xbrl(Node root) {
    Invoice invoice;
    set_xbrl_parties(invoice, root);
    set_xbrl_sums(invoice, root);
    if (anywhere(root, "ElectronicInvoiceRailwayETicketNumber")) {
        invoice.format = Format::RailXbrl;
        set(invoice.number, first_of(root, {"ElectronicInvoiceRailwayETicketNumber"}));
        set(invoice.date, first_of(root, {"DateOfIssue"}));
        set(invoice.gross, first_of(root, {"Fare"}));
        set(invoice.travel_date, first_of(root, {"TravelDate"}));
        set(invoice.journey, first_of(root, {"TrainNumber"}));
        set(invoice.reverses, first_of(root, {"NumberOfOriginalInvoice"}));
    } else if (anywhere(root, "ElectronicInvoiceAirTransportReceiptNumber")) {
        invoice.format = Format::AirXbrl;
        set(invoice.number, first_of(root, {"ElectronicInvoiceAirTransportReceiptNumber"}));
        set(invoice.date, first_of(root, {"IssueDate", "DateOfIssue"}));
        set(invoice.journey, first_of(root, {"Flight", "FlightNumber"}));
        set(invoice.travel_date, first_of(root, {"CarrierDate", "TravelDate", "Date"}));
        set(invoice.check_code, first_of(root, {"VerificationCode"}));
        set_air_sums(invoice, root);
    } else {
        invoice.format = Format::VatXbrl;
        set(invoice.code, first_of(root, {"CodeOfInvoice"}));
        set(invoice.number, first_of(root, {"NumberOfInvoice"}));
        set(invoice.date, first_of(root, {"DateOfIssue"}));
        set(invoice.check_code,
            first_of(root, {"IdentifyingCode", "InvoiceCheckCode", "CheckCode"}));
        set(invoice.remark, first_of(root, {"Remark", "Remarks"}));
        set(invoice.drawer, first_of(root, {"Issuer", "NameOfDrawer", "Drawer"}));
        set(invoice.kind, first_of(root, {"TypeOfInvoice"}));
        std::vector<Line> lines;
        const auto first = anywhere(root, "InformationOfTaxableGoodsOrServicesDetailItemsTuple");
        for (const auto line : all(first.parent(), document::local_name(first)))
            lines.push_back(read_line(line, kXbrlLine));
        set(invoice.lines, std::move(lines));
    }
    finish_chinese(invoice);
    return invoice;
}

std::vector<Invoice> read_xml(Node root) {
    const auto name = document::local_name(root);
    if ((name == "Invoice" || name == "CreditNote") &&
        (at(root, "AccountingSupplierParty") || at(root, "LegalMonetaryTotal")))
        return {read_ubl(root)};
    if (name == "CrossIndustryInvoice" || name == "CrossIndustryDocument") return {read_cii(root)};
    if (name == "FatturaElettronica" || name == "FatturaElettronicaSemplificata")
        return read_fattura(root);
    if (name == "Comprobante") {
        auto invoice = read_cfdi(root);
        // Receipts of payments, of wages and of transport that ask for no money.
        for (const std::string_view other : {"P", "N", "T", "traslado"})
            if (invoice.kind.value == other && invoice.gross.value == Decimal{}) return {};
        return {std::move(invoice)};
    }
    if (name == "EInvoice") return {read_digital(root)};
    // In OFD files the tags have the same root; they refer to text objects instead of saying it.
    if (name == "eInvoice" && !anywhere(root, "ObjectRef")) return {read_vat(root, Source::Xml)};
    if (name == "xbrl" && (anywhere(root, "NumberOfInvoice") ||
                           anywhere(root, "ElectronicInvoiceRailwayETicketNumber") ||
                           anywhere(root, "ElectronicInvoiceAirTransportReceiptNumber")))
        return {read_xbrl(root)};
    return {};
}

}  // namespace errand::invoice
