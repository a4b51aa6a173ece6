// UBL 2.1 and CII: the two syntaxes of EN 16931, and ZUGFeRD 1, an older CII.
#include <algorithm>

#include "invoice/readers.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

using document::all;
using document::at;
using document::attribute;
using document::Node;
using document::text;

std::optional<Decimal> amount(Node from, std::string_view path) {
    return parse_decimal(text(from, path));
}

// Of several amounts the one in the invoice's own currency; one without a currency counts.
std::string in_currency(const std::vector<Node>& amounts, const std::string& currency) {
    for (const auto node : amounts) {
        const auto its = attribute(node, "currencyID");
        if (its.empty() || currency.empty() || its == currency) return text(node);
    }
    return {};
}

void set_ubl_party(Node party, TextField& name, TextField& tax_id) {
    for (const std::string_view path :
         {"PartyLegalEntity/RegistrationName", "PartyName/Name", "PartyTaxScheme/RegistrationName"})
        if (!name.has()) set(name, text(party, path));
    if (!name.has()) {
        const auto person = at(party, "Person");
        set(name, full_name(text(person, "FirstName"), text(person, "FamilyName")));
    }
    for (const auto scheme : all(party, "PartyTaxScheme")) {
        const auto kind = text(scheme, "TaxScheme/ID");
        if (!tax_id.has() && (kind == "VAT" || kind.empty()))
            set(tax_id, text(scheme, "CompanyID"));
    }
}

Line ubl_line(Node node) {
    Line line;
    const auto quantity =
        at(node, "InvoicedQuantity") ? at(node, "InvoicedQuantity") : at(node, "CreditedQuantity");
    line.name = text(node, "Item/Name");
    if (line.name.empty()) line.name = text(node, "Item/Description");
    line.unit = attribute(quantity, "unitCode");
    line.tax_code = text(node, "Item/CommodityClassification/ItemClassificationCode");
    line.tax_rate = text(node, "Item/ClassifiedTaxCategory/Percent");
    line.quantity = parse_decimal(text(quantity));
    line.unit_price = amount(node, "Price/PriceAmount");
    line.amount = amount(node, "LineExtensionAmount");
    return line;
}

// ZUGFeRD 1 has other names for the same places.
Node either(Node from, std::string_view one, std::string_view other) {
    const auto found = at(from, one);
    return found ? found : at(from, other);
}

void set_cii_party(Node party, TextField& name, TextField& tax_id) {
    set(name, text(party, "Name"));
    if (!name.has()) set(name, text(party, "SpecifiedLegalOrganization/TradingBusinessName"));
    if (!name.has()) set(name, text(party, "DefinedTradeContact/PersonName"));
    for (const auto registration : all(party, "SpecifiedTaxRegistration")) {
        const auto id = at(registration, "ID");
        const auto scheme = attribute(id, "schemeID");
        if (!tax_id.has() && (scheme == "VA" || scheme == "VAT" || scheme.empty()))
            set(tax_id, text(id));
    }
}

Line cii_line(Node node) {
    Line line;
    const auto product = at(node, "SpecifiedTradeProduct");
    const auto agreement =
        either(node, "SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement");
    const auto delivery =
        either(node, "SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery");
    const auto settlement =
        either(node, "SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement");
    const auto sum = either(settlement, "SpecifiedTradeSettlementLineMonetarySummation",
                            "SpecifiedTradeSettlementMonetarySummation");
    line.name = text(product, "Name");
    line.tax_code = text(product, "DesignatedProductClassification/ClassCode");
    line.unit = attribute(at(delivery, "BilledQuantity"), "unitCode");
    line.tax_rate = text(settlement, "ApplicableTradeTax/RateApplicablePercent");
    if (line.tax_rate.empty())
        line.tax_rate = text(settlement, "ApplicableTradeTax/ApplicablePercent");
    line.quantity = amount(delivery, "BilledQuantity");
    line.unit_price = amount(agreement, "NetPriceProductTradePrice/ChargeAmount");
    line.amount = amount(sum, "LineTotalAmount");
    return line;
}

// A line that explains or adds up others (sub-lines of the extended profile) counts for nothing.
bool counts(Node line) {
    const auto document = at(line, "AssociatedDocumentLineDocument");
    const auto reason = text(document, "LineStatusReasonCode");
    return reason != "GROUP" && reason != "INFORMATION";
}

}  // namespace

Invoice read_ubl(Node root) {
    Invoice invoice;
    const bool credit = document::local_name(root) == "CreditNote";
    invoice.format = credit ? Format::UblCreditNote : Format::Ubl;
    set(invoice.kind, text(root, credit ? "CreditNoteTypeCode" : "InvoiceTypeCode"));
    invoice.credit = credit || invoice.kind.value == "381";
    set(invoice.number, text(root, "ID"));
    set(invoice.date, text(root, "IssueDate"));
    set(invoice.currency, text(root, "DocumentCurrencyCode"));
    set(invoice.remark, text(root, "Note"));
    set(invoice.reverses, text(root, "BillingReference/InvoiceDocumentReference/ID"));
    set_ubl_party(at(root, "AccountingSupplierParty/Party"), invoice.seller, invoice.seller_tax_id);
    set_ubl_party(at(root, "AccountingCustomerParty/Party"), invoice.buyer, invoice.buyer_tax_id);
    const auto total = at(root, "LegalMonetaryTotal");
    if (!invoice.currency.has())
        set(invoice.currency, attribute(at(total, "PayableAmount"), "currencyID"));
    set(invoice.line_total, text(total, "LineExtensionAmount"));
    set(invoice.net, text(total, "TaxExclusiveAmount"));
    set(invoice.gross, text(total, "TaxInclusiveAmount"));
    set(invoice.payable, text(total, "PayableAmount"));
    std::vector<Node> taxes;
    for (const auto tax : all(root, "TaxTotal")) taxes.push_back(at(tax, "TaxAmount"));
    set(invoice.tax, in_currency(taxes, invoice.currency.value));
    std::vector<Line> lines;
    for (const auto line : all(root, credit ? "CreditNoteLine" : "InvoiceLine"))
        lines.push_back(ubl_line(line));
    set(invoice.lines, std::move(lines));
    complete_sums(invoice);
    return invoice;
}

Invoice read_cii(Node root) {
    Invoice invoice;
    invoice.format =
        document::local_name(root) == "CrossIndustryDocument" ? Format::Zugferd1 : Format::Cii;
    const auto header = either(root, "ExchangedDocument", "HeaderExchangedDocument");
    const auto trade =
        either(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction");
    const auto agreement =
        either(trade, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement");
    const auto settlement =
        either(trade, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement");
    const auto total = either(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation",
                              "SpecifiedTradeSettlementMonetarySummation");
    set(invoice.kind, text(header, "TypeCode"));
    invoice.credit = invoice.kind.value == "381";
    set(invoice.number, text(header, "ID"));
    set(invoice.date, text(header, "IssueDateTime/DateTimeString"));
    if (!invoice.date.has()) set(invoice.date, text(header, "IssueDateTime/DateTime"));
    set(invoice.remark, text(header, "IncludedNote/Content"));
    set(invoice.currency, text(settlement, "InvoiceCurrencyCode"));
    set(invoice.reverses, text(settlement, "InvoiceReferencedDocument/IssuerAssignedID"));
    set_cii_party(at(agreement, "SellerTradeParty"), invoice.seller, invoice.seller_tax_id);
    set_cii_party(at(agreement, "BuyerTradeParty"), invoice.buyer, invoice.buyer_tax_id);
    const auto& currency = invoice.currency.value;
    const auto sum = [&](MoneyField& field, std::string_view name) {
        set(field, in_currency(all(total, name), currency));
    };
    sum(invoice.line_total, "LineTotalAmount");
    sum(invoice.net, "TaxBasisTotalAmount");
    sum(invoice.tax, "TaxTotalAmount");
    sum(invoice.gross, "GrandTotalAmount");
    sum(invoice.payable, "DuePayableAmount");
    std::vector<Line> lines;
    for (const auto line : all(trade, "IncludedSupplyChainTradeLineItem"))
        if (counts(line)) lines.push_back(cii_line(line));
    set(invoice.lines, std::move(lines));
    complete_sums(invoice);
    return invoice;
}

}  // namespace errand::invoice
