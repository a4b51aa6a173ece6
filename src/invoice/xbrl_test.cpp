#include <gtest/gtest.h>

#include "invoice/checks.hpp"
#include "invoice/readers.hpp"

namespace errand::invoice {
namespace {

Invoice read_one(const std::string& facts) {
    const auto xml = document::Xml::parse("<xbrl>" + facts + "</xbrl>");
    EXPECT_TRUE(xml);
    auto all = read_xml(xml->root());
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Invoice{} : all.front();
}

TEST(Xbrl, WhatAnAirTicketIsTaxedOnAndWhatComesOnTop) {
    const auto air = read_one(R"(<ElectronicInvoiceAirTransportReceiptNumber>25118000000000000003
</ElectronicInvoiceAirTransportReceiptNumber><Fare>550.46</Fare><FuelSurcharge>9.17</FuelSurcharge>
<VatRate>0.09</VatRate><VatTaxAmount>50.37</VatTaxAmount>
<CivilAviationDevelopmentFund>50.00</CivilAviationDevelopmentFund><OtherTaxes>0.00</OtherTaxes>
<TotalAmount>660.00</TotalAmount><IssueDate>2025-07-04</IssueDate><CarrierDate>2025-07-05</CarrierDate>
<NameOfSeller>航空</NameOfSeller>)");
    EXPECT_EQ(to_string(air.net.value), "559.63");
    EXPECT_EQ(to_string(air.tax.value), "50.37");
    EXPECT_EQ(to_string(air.adjustment.value), "50.00");
    EXPECT_EQ(air.travel_date.value, "2025-07-05");
    EXPECT_EQ(air.seller.value, "航空");
    EXPECT_TRUE(check(air).empty());
}

TEST(Xbrl, VatHasItsPartiesIdsAndLines) {
    const auto vat = read_one(R"(<CodeOfInvoice>011002500111</CodeOfInvoice>
<NumberOfInvoice>12345678</NumberOfInvoice><DateOfIssue>2025-01-02</DateOfIssue>
<NameOfPurchaser>甲</NameOfPurchaser>
<TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfPurchaser>1</TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfPurchaser>
<InformationOfTaxableGoodsOrServicesDetailItemsTuple><NameOfTaxableGoodsOrServices>*餐饮服务*餐费
</NameOfTaxableGoodsOrServices><TaxClassificationCode>3070401000000000000</TaxClassificationCode>
<AmountExcludingTax>100.00</AmountExcludingTax><TaxRate>6.00%</TaxRate><TaxAmount>6.00</TaxAmount>
</InformationOfTaxableGoodsOrServicesDetailItemsTuple>
<TotalAmountExcludingTax>100.00</TotalAmountExcludingTax><TotalTaxAmount>6.00</TotalTaxAmount>
<TaxIncludedAmountInFigures>106.00</TaxIncludedAmountInFigures><NameOfSeller>乙</NameOfSeller>
<TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfSeller>2</TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfSeller>
<IdentifyingCode>09876543210987654321</IdentifyingCode>)");
    EXPECT_EQ(vat.buyer_tax_id.value, "1");
    EXPECT_EQ(vat.seller_tax_id.value, "2");
    EXPECT_EQ(vat.check_code.value, "09876543210987654321");
    ASSERT_EQ(vat.lines.value.size(), 1U);
    EXPECT_EQ(vat.lines.value[0].tax_code, "3070401000000000000");
    EXPECT_TRUE(check(vat).empty());
}

TEST(Xbrl, ALinesAmountIsNoTotal) {
    std::string lines;
    for (const auto* amount : {"100.00", "200.00", "300.00"})
        lines += std::string(
                     "<InformationOfTaxableGoodsOrServicesDetailItemsTuple>"
                     "<AmountExcludingTax>") +
                 amount + "</AmountExcludingTax><TaxAmount>6.00</TaxAmount>" +
                 "</InformationOfTaxableGoodsOrServicesDetailItemsTuple>";
    const auto vat = read_one("<NumberOfInvoice>12345678</NumberOfInvoice>" + lines +
                              "<TotalTaxAmount>***</TotalTaxAmount>"
                              "<TaxIncludedAmountInFigures>600.00</TaxIncludedAmountInFigures>");
    EXPECT_FALSE(vat.net.has());
    EXPECT_FALSE(vat.tax.has());
    EXPECT_EQ(to_string(vat.gross.value), "600.00");
}

TEST(Xbrl, ATicketThatTakesOneBackNamesIt) {
    const auto rail = read_one(R"(<ElectronicInvoiceRailwayETicketNumber>25119000000000000002
</ElectronicInvoiceRailwayETicketNumber><Fare>-109.00</Fare>
<NumberOfOriginalInvoice>25119000000000000001</NumberOfOriginalInvoice>)");
    EXPECT_EQ(rail.reverses.value, "25119000000000000001");
    EXPECT_TRUE(rail.credit);
}

}  // namespace
}  // namespace errand::invoice
