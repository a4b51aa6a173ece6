#include "invoice/readers.hpp"

#include <gtest/gtest.h>

#include "invoice/checks.hpp"

namespace errand::invoice {
namespace {

std::vector<Invoice> read(std::string_view text) {
    const auto xml = document::Xml::parse(text);
    EXPECT_TRUE(xml) << (xml ? "" : xml.error().message);
    return xml ? read_xml(xml->root()) : std::vector<Invoice>{};
}

std::string sums(const Invoice& one) {
    return to_string(one.net.value) + " " + to_string(one.tax.value) + " " +
           to_string(one.gross.value);
}

constexpr std::string_view kUbl = R"(<u:Invoice xmlns:u="urn:u" xmlns:c="urn:c">
<c:ID>7</c:ID><c:IssueDate>2025-03-04</c:IssueDate><c:DocumentCurrencyCode>EUR</c:DocumentCurrencyCode>
<c:AccountingSupplierParty><c:Party><c:PartyName><c:Name>Shop</c:Name></c:PartyName>
<c:PartyTaxScheme><c:CompanyID>12/3</c:CompanyID><c:TaxScheme><c:ID>FC</c:ID></c:TaxScheme></c:PartyTaxScheme>
<c:PartyTaxScheme><c:CompanyID>DE1</c:CompanyID><c:TaxScheme><c:ID>VAT</c:ID></c:TaxScheme></c:PartyTaxScheme>
<c:PartyLegalEntity><c:RegistrationName>Shop Ltd</c:RegistrationName></c:PartyLegalEntity>
</c:Party></c:AccountingSupplierParty>
<c:AccountingCustomerParty><c:Party><c:PartyName><c:Name>Buyer</c:Name></c:PartyName></c:Party></c:AccountingCustomerParty>
<c:TaxTotal><c:TaxAmount currencyID="SEK">99</c:TaxAmount></c:TaxTotal>
<c:TaxTotal><c:TaxAmount currencyID="EUR">1.90</c:TaxAmount></c:TaxTotal>
<c:LegalMonetaryTotal><c:LineExtensionAmount>10</c:LineExtensionAmount><c:TaxExclusiveAmount>10.00</c:TaxExclusiveAmount>
<c:TaxInclusiveAmount>11.90</c:TaxInclusiveAmount><c:PayableAmount>12</c:PayableAmount></c:LegalMonetaryTotal>
<c:InvoiceLine><c:InvoicedQuantity unitCode="C62">2</c:InvoicedQuantity><c:LineExtensionAmount>10</c:LineExtensionAmount>
<c:Item><c:Name>Pen</c:Name></c:Item><c:Price><c:PriceAmount>5</c:PriceAmount></c:Price></c:InvoiceLine>
</u:Invoice>)";

TEST(Ubl, IsRead) {
    const auto all = read(kUbl);
    ASSERT_EQ(all.size(), 1U);
    const auto& one = all[0];
    EXPECT_EQ(one.format, Format::Ubl);
    EXPECT_EQ(one.number.value, "7");
    EXPECT_EQ(to_string(one.date.value), "2025-03-04");
    EXPECT_EQ(one.seller.value, "Shop Ltd");
    EXPECT_EQ(one.seller_tax_id.value, "DE1");
    EXPECT_EQ(one.buyer.value, "Buyer");
    EXPECT_EQ(sums(one), "10.00 1.90 11.90");
    EXPECT_EQ(to_string(one.payable.value), "12.00");
    ASSERT_EQ(one.lines.value.size(), 1U);
    EXPECT_EQ(one.lines.value[0].name, "Pen");
    EXPECT_TRUE(check(one).empty());
}

TEST(Ubl, CreditNoteTakesBack) {
    const auto all = read(R"(<CreditNote><ID>8</ID><LegalMonetaryTotal><TaxInclusiveAmount>5
</TaxInclusiveAmount></LegalMonetaryTotal></CreditNote>)");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].format, Format::UblCreditNote);
    EXPECT_TRUE(all[0].credit);
    EXPECT_FALSE(all[0].tax.has());
}

TEST(Cii, IsReadInBothVersions) {
    const auto now = read(R"(<CrossIndustryInvoice><ExchangedDocument><ID>A1</ID><IssueDateTime>
<DateTimeString format="102">20250304</DateTimeString></IssueDateTime></ExchangedDocument>
<SupplyChainTradeTransaction><ApplicableHeaderTradeAgreement><SellerTradeParty><Name>S</Name>
<SpecifiedTaxRegistration><ID schemeID="FC">1/2</ID></SpecifiedTaxRegistration>
<SpecifiedTaxRegistration><ID schemeID="VA">DE2</ID></SpecifiedTaxRegistration></SellerTradeParty>
<BuyerTradeParty><Name>B</Name></BuyerTradeParty></ApplicableHeaderTradeAgreement>
<ApplicableHeaderTradeSettlement><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>
<SpecifiedTradeSettlementHeaderMonetarySummation><TaxBasisTotalAmount>10</TaxBasisTotalAmount>
<TaxTotalAmount currencyID="USD">3</TaxTotalAmount><TaxTotalAmount currencyID="EUR">2</TaxTotalAmount>
<GrandTotalAmount>12</GrandTotalAmount></SpecifiedTradeSettlementHeaderMonetarySummation>
</ApplicableHeaderTradeSettlement></SupplyChainTradeTransaction></CrossIndustryInvoice>)");
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].seller_tax_id.value, "DE2");
    EXPECT_EQ(sums(now[0]), "10.00 2.00 12.00");
    const auto before =
        read(R"(<r:CrossIndustryDocument xmlns:r="urn:r"><r:HeaderExchangedDocument><r:ID>A2</r:ID>
</r:HeaderExchangedDocument><r:SpecifiedSupplyChainTradeTransaction><r:ApplicableSupplyChainTradeAgreement>
<r:SellerTradeParty><r:Name>S</r:Name></r:SellerTradeParty></r:ApplicableSupplyChainTradeAgreement>
<r:ApplicableSupplyChainTradeSettlement><r:InvoiceCurrencyCode>EUR</r:InvoiceCurrencyCode>
<r:SpecifiedTradeSettlementMonetarySummation><r:TaxTotalAmount>2</r:TaxTotalAmount>
<r:GrandTotalAmount>12</r:GrandTotalAmount></r:SpecifiedTradeSettlementMonetarySummation>
</r:ApplicableSupplyChainTradeSettlement></r:SpecifiedSupplyChainTradeTransaction></r:CrossIndustryDocument>)");
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0].format, Format::Zugferd1);
    EXPECT_EQ(sums(before[0]), "10.00 2.00 12.00");
    EXPECT_EQ(before[0].net.confidence, kComputed);
}

std::string fattura(std::string_view bodies) {
    return "<p:FatturaElettronica xmlns:p='urn:p'><FatturaElettronicaHeader><CedentePrestatore>"
           "<DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01</IdCodice></"
           "IdFiscaleIVA>"
           "<Anagrafica><Nome>Ada</Nome><Cognome>Neri</Cognome></Anagrafica></DatiAnagrafici>"
           "</CedentePrestatore></FatturaElettronicaHeader>" +
           std::string(bodies) + "</p:FatturaElettronica>";
}
std::string body(std::string_view number, std::string_view total) {
    return "<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>"
           "<Divisa>EUR</Divisa><Data>2025-03-04</Data><Numero>" +
           std::string(number) + "</Numero>" + std::string(total) +
           "</DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi>"
           "<DatiRiepilogo><ImponibileImporto>10.00</ImponibileImporto><Imposta>2.20</Imposta></"
           "DatiRiepilogo>"
           "<DatiRiepilogo><ImponibileImporto>5.00</ImponibileImporto><Imposta>0.50</Imposta></"
           "DatiRiepilogo>"
           "</DatiBeniServizi></FatturaElettronicaBody>";
}

TEST(Fattura, HasOneInvoiceForEachBody) {
    const auto all = read(fattura(
        body("1", "<ImportoTotaleDocumento>17.70</ImportoTotaleDocumento>") + body("2", "")));
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].seller.value, "Ada Neri");
    EXPECT_EQ(all[1].seller_tax_id.value, "IT01");
    EXPECT_EQ(sums(all[0]), "15.00 2.70 17.70");
    EXPECT_EQ(sums(all[1]), "15.00 2.70 17.70");
    EXPECT_EQ(all[0].gross.confidence, kCertain);
    EXPECT_EQ(all[1].gross.confidence, kComputed);
}

TEST(Fattura, AContributionStandsInNoLine) {
    auto text = fattura(body("1",
                             "<DatiCassaPrevidenziale><ImportoContributoCassa>1.00"
                             "</ImportoContributoCassa></DatiCassaPrevidenziale>"));
    const std::string_view goods = "<DatiBeniServizi>";
    text.insert(text.find(goods) + goods.size(),
                "<DettaglioLinee><PrezzoTotale>14.00</PrezzoTotale></DettaglioLinee>");
    const auto all = read(text);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(check(all[0]).empty());
}

std::string simplified(std::string_view goods) {
    return "<p:FatturaElettronicaSemplificata xmlns:p='urn:p'><FatturaElettronicaBody>"
           "<DatiGenerali><DatiGeneraliDocumento><Numero>7</Numero></DatiGeneraliDocumento>"
           "</DatiGenerali><DatiBeniServizi>" +
           std::string(goods) +
           "</DatiBeniServizi></FatturaElettronicaBody></p:FatturaElettronicaSemplificata>";
}

TEST(Fattura, TheSimplifiedFormStatesTheTaxOrItsRate) {
    EXPECT_EQ(sums(read(simplified("<Importo>122.00</Importo><DatiIVA><Aliquota>22.00</Aliquota>"
                                   "</DatiIVA>"))[0]),
              "100.00 22.00 122.00");
    EXPECT_EQ(sums(read(simplified("<Importo>122.00</Importo><DatiIVA><Imposta>20.00</Imposta>"
                                   "</DatiIVA>"))[0]),
              "102.00 20.00 122.00");
    EXPECT_EQ(sums(read(simplified("<Importo>10.00</Importo><Natura>N4</Natura>"))[0]),
              "10.00 0.00 10.00");
    const auto open = read(simplified("<Importo>10.00</Importo>"))[0];
    EXPECT_EQ(to_string(open.gross.value), "10.00");
    EXPECT_FALSE(open.tax.has());
    EXPECT_FALSE(read(simplified("<Descrizione>x</Descrizione>"))[0].gross.has());
}

TEST(Cfdi, ReceiptsThatAskForNoMoneyAreNoInvoices) {
    for (const std::string kind : {"P", "N", "T"})
        EXPECT_TRUE(read("<Comprobante TipoDeComprobante='" + kind + "' Total='0'/>").empty());
    EXPECT_EQ(read("<Comprobante TipoDeComprobante='I' Total='1'/>").size(), 1U);
    EXPECT_EQ(read("<Comprobante TipoDeComprobante='N' Total='1'/>").size(), 1U);
}

TEST(Cfdi, IsReadWithItsDiscountAndTaxesWithheld) {
    const auto all = read(
        R"(<cfdi:Comprobante xmlns:cfdi="urn:c" Version="4.0" Fecha="2025-03-04T10:00:00" Serie="A" Folio="9"
 SubTotal="100" Descuento="10" Total="94.4" Moneda="MXN"><cfdi:Emisor Rfc="AAA" Nombre="E"/><cfdi:Receptor Rfc="BBB" Nombre="R"/>
<cfdi:Conceptos><cfdi:Concepto Descripcion="x" Importe="100"><cfdi:Impuestos><cfdi:Traslados><cfdi:Traslado TasaOCuota="0.16" Importe="14.4"/>
</cfdi:Traslados></cfdi:Impuestos></cfdi:Concepto></cfdi:Conceptos>
<cfdi:Impuestos TotalImpuestosTrasladados="14.4" TotalImpuestosRetenidos="10"/>
<cfdi:Complemento><t:TimbreFiscalDigital xmlns:t="urn:t" UUID="ab-1"/></cfdi:Complemento></cfdi:Comprobante>)");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].uuid.value, "ab-1");
    EXPECT_EQ(all[0].tax.value, *parse_decimal("14.4"));
    EXPECT_TRUE(check(all[0]).empty());
    const auto old = read(
        R"(<Comprobante fecha="2015-03-04T10:00:00" subTotal="1" total="1.16" Moneda="Pesos"/>)");
    ASSERT_EQ(old.size(), 1U);
    EXPECT_EQ(old[0].currency.value, "MXN");
    EXPECT_EQ(to_string(old[0].gross.value), "1.16");
}

TEST(Digital, NumberIsNotThePlate) {
    const auto all = read(R"(<EInvoice><Header><EIid>x</EIid></Header><EInvoiceData>
<SellerInformation><SellerIdNum>91350100M000100Y43</SellerIdNum><SellerName>卖方</SellerName></SellerInformation>
<BuyerInformation><BuyerName>买方</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>100.00</TotalAmWithoutTax><TotalTaxAm>3.00</TotalTaxAm>
<TotalTax-includedAmount>103.00</TotalTax-includedAmount>
<TotalTax-includedAmountInChinese>壹佰零叁圆整</TotalTax-includedAmountInChinese></BasicInformation>
<IssuItemInformation><ItemName>*通行费*通行</ItemName><Amount>100.00</Amount><TaxRate>0.03</TaxRate></IssuItemInformation>
<SpecificInformation><Toll><PlateNumber>测A00001</PlateNumber></Toll></SpecificInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>25000000000000000001</InvoiceNumber><IssueTime>2025-03-04 10:00:00</IssueTime></TaxSupervisionInfo>
</EInvoice>)");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].number.value, "25000000000000000001");
    EXPECT_EQ(all[0].plate.value, "测A00001");
    EXPECT_EQ(all[0].currency.value, "CNY");
    EXPECT_TRUE(check(all[0]).empty());
}

TEST(Vat, ExemptTaxFollowsFromTheOthers) {
    const auto all = read(R"(<e:eInvoice xmlns:e="http://www.edrm.org.cn/schema/e-invoice/2019">
<e:InvoiceCode>050001</e:InvoiceCode><e:InvoiceNo>0001</e:InvoiceNo><e:IssueDate>2025年03月04日</e:IssueDate>
<e:Buyer><e:BuyerName>买</e:BuyerName></e:Buyer><e:Seller><e:SellerName>卖</e:SellerName></e:Seller>
<e:TaxExclusiveTotalAmount>5.00</e:TaxExclusiveTotalAmount><e:TaxTotalAmount>***</e:TaxTotalAmount>
<e:TaxInclusiveTotalAmount>5.00</e:TaxInclusiveTotalAmount></e:eInvoice>)");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].code.value, "050001");
    EXPECT_EQ(sums(all[0]), "5.00 0.00 5.00");
}

TEST(Xbrl, RailAirAndVat) {
    const auto rail = read(
        R"(<xbrl xmlns:rai="urn:rai"><rai:ElectronicInvoiceRailwayETicketNumber>25000000000000000002
</rai:ElectronicInvoiceRailwayETicketNumber><rai:DateOfIssue>2025-03-04</rai:DateOfIssue><rai:Fare>109.00</rai:Fare>
<rai:TotalAmountExcludingTax>100.00</rai:TotalAmountExcludingTax><rai:TaxAmount>9.00</rai:TaxAmount>
<rai:TrainNumber>G1</rai:TrainNumber></xbrl>)");
    ASSERT_EQ(rail.size(), 1U);
    EXPECT_EQ(rail[0].format, Format::RailXbrl);
    EXPECT_EQ(sums(rail[0]), "100.00 9.00 109.00");
    EXPECT_EQ(rail[0].journey.value, "G1");
    const auto air = read(R"(<xbrl><ElectronicInvoiceAirTransportReceiptNumber>25000000000000000003
</ElectronicInvoiceAirTransportReceiptNumber><TotalAmount>800.00</TotalAmount><Fare>700.00</Fare></xbrl>)");
    ASSERT_EQ(air.size(), 1U);
    EXPECT_EQ(air[0].format, Format::AirXbrl);
    EXPECT_EQ(to_string(air[0].gross.value), "800.00");
    const auto vat = read(R"(<xbrl><NumberOfInvoice>1</NumberOfInvoice><TaxIncludedAmountInFigures>2
</TaxIncludedAmountInFigures></xbrl>)");
    ASSERT_EQ(vat.size(), 1U);
    EXPECT_EQ(vat[0].format, Format::VatXbrl);
}

TEST(ReadXml, LeavesOthersAlone) {
    EXPECT_TRUE(read("<SCRDMCCBDACIOMessageStructure/>").empty());
    EXPECT_TRUE(read("<Invoice><other/></Invoice>").empty());
    EXPECT_TRUE(read("<xbrl/>").empty());
}

TEST(Check, FindsWhatDoesNotAddUp) {
    auto one = read(kUbl)[0];
    one.gross.value = *parse_decimal("12.90");
    one.lines.value[0].amount = parse_decimal("11.50");
    one.capital = {"壹元整", Source::Xml, kCertain};
    std::vector<Fault> faults;
    for (const auto& finding : check(one, {.year = 2024})) faults.push_back(finding.fault);
    EXPECT_EQ(faults, (std::vector{Fault::SumsDisagree, Fault::LinesDisagree,
                                   Fault::CapitalDisagrees, Fault::OtherYear}));
}

}  // namespace
}  // namespace errand::invoice
