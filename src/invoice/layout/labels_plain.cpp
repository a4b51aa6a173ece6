// What plain invoices print before or above their values, in nine languages, without accents.
#include <array>

#include "invoice/layout/labels.hpp"

namespace errand::invoice::layout {
namespace {

using enum Label;

constexpr auto kSayings = std::to_array<SayingsOf>({
    {Number,
     U"invoicenumber invoiceno invoice# invoicenum invoiceid taxinvoiceno taxinvoicenumber "
     U"invoicereference documentnumber documentno creditnotenumber creditnoteno "
     U"receiptnumber billnumber billno statementnumber creditmemonumber receiptno "
     U"rechnungsnummer rechnungsnr rechnungs-nr rechnungnr rechnung-nr rechnungs-nummer "
     U"re-nr belegnummer belegnr beleg-nr gutschriftnummer gutschriftsnummer rg-nr "
     U"numerodefacture n°defacture nºdefacture facturen° facturenº factureno n°facture "
     U"referencefacture numerofacture facturenumero numerofattura fatturan fatturan° "
     U"fatturanr n.fattura numerodocumento n.documento n°fattura fatturanumero "
     U"numerodefactura n°defactura nºdefactura facturan° facturanº facturano nºfactura "
     U"numerofactura facturanumero n.ºfactura factuurnummer factuurnr factuurno "
     U"numerodafatura faturan.º faturanº numerfaktury nrfaktury fakturanr fakturavatnr "
     U"fakturanummer invoicenr numer fatturano"},
    {WeakNumber,
     U"fakturavat invoice taxinvoice rechnung handelsrechnung facture fattura factura "
     U"factuur fatura faktura creditnote creditmemo gutschrift rechnungskorrektur avoir "
     U"stornorechnung notadicredito teilrechnung notadecredito schlussrechnung receipt "
     U"abschlagsrechnung mietrechnung beitragsrechnung sammelrechnung"},
    {Date,
     U"utstalld utfardad fakturadato udstedt emitidaem emiseele emesso emitidoem uitgegevenop "
     U"ausgestelltam "
     U"invoicedate dateofissue issuedate dateofinvoice billingdate documentdate dateissued "
     U"billdate issuedon creditnotedate receiptdate rechnungsdatum rechnungs-datum "
     U"belegdatum beleg-datum ausstellungsdatum datederfacture datedefacture "
     U"datedefacturation datefacture dated'emission datefattura datafattura datadocumento "
     U"datadiemissione fechadefactura fechafactura fechadeemision fechaemision "
     U"fechadeexpedicion factuurdatum datadafatura datadeemissao datawystawienia "
     U"fakturadatum wystawionodnia datautworzenia dataemissao"},
    {WeakDate, U"dated date datepaid taxpoint datum vom von data fecha du del emessail issuedat"},
    {Other,
     U"uiterstebetaaldatum uwreferentie debiteurnummer betaaldatum zahlbarbis datelimite "
     U"zahlungsziel ihrzeichen kundenreferenz condizionidipagamento modalitadipagamento "
     U"riferimento referencia formadepago conditionsdepaiement votrereference "
     U"duedate paymentdue datedue dueon deliverydate shipdate shippingdate shipmentdate "
     U"orderdate ordernumber orderno order# ponumber pono purchaseorder customernumber "
     U"customerno customerid accountnumber accountno accountid billingperiod serviceperiod "
     U"printdate yourreference ourreference reference page phone telephone tel fax email "
     U"e-mail iban bic swift gln paymentterms terms website address kundennummer kunden-nr "
     U"kundennr kdnr bestellnummer bestell-nr bestellung bestelldatum bestell-datum "
     U"auftragsnummer auftrag-nr auftrags-nr auftragsdatum lieferdatum liefer-datum "
     U"leistungsdatum leistungs-datum liefer-undleistungsdatum lieferschein "
     U"lieferscheinnummer lieferschein-nr lieferschein-datum leistungszeitraum "
     U"abrechnungszeitraum falligkeit falligam falligkeitsdatum falligkeitstag "
     U"steuernummer steuer-nr steuernr nummer globalenummer anschrift ansprechpartner "
     U"bearbeiter telefon seite abteilung vertrags-nr vertrags-datum vertragsnummer "
     U"buchungsreferenz zahlungsreferenz referenzdeskaufers weiterereferenz "
     U"rechnungszeitraum mandatsreferenz auftrag-datum-lief auftrag-nr-lief numeroclient "
     U"n°client dated'echeance echeance siret siren commande datedelivraison codicecliente "
     U"scadenza datascadenza ordine codicefiscale numerodecliente nºcliente vencimiento "
     U"fechadevencimiento pedido klantnummer vervaldatum ordernummer kvk terminplatnosci "
     U"datasprzedazy regon duplicate vatidentifier warenwert positionssumme "
     U"gesamtbetragderzuschlage gesamtbetragderabschlage offenezahlungen amountpaid "
     U"erhalteneanzahlungen paid anzahlung rabatt skonto discount n.ºcliente n.ºdecliente "
     U"osstillhanda datadevencimento encomenda v/encomenda nrzamowienia kodklienta p.o.# "
     U"account# yourorder po n.cliente forfallodatum kundnr kundnummer ordernr orgnr "
     U"org.nr"},
    {OtherBlock,
     U"lieferadresse shipto deliverto shippingaddress deliveryaddress warenempfanger "
     U"lieferanschrift abweichenderwarenempfanger abweichenderzahlungsempfanger "
     U"adressedelivraison abweichenderrechnungsempfanger steuervertreterdesverkaufers "
     U"indirizzodiconsegna luogodidestinazione direcciondeenvio afleveradres odbiorca "
     U"leveransadress"},
    {BuyerBlock,
     U"factuuraan rechnungfur factureepour facturepour fatturarea fatturatoa intestatoa facturadoa "
     U"clientefacturacion fakturadla faktureringsadress "
     U"billtoaddress soldtoaddress invoiceaddress "
     U"billto billedto invoiceto invoicedto soldto buyer customer client billingaddress "
     U"purchaser recipient kaufer kaufer/leistungsempfanger rechnungsempfanger "
     U"rechnungsadresse rechnungan kunde leistungsempfanger auftraggeber to acheteur "
     U"facturea facturera adressedefacturation destinataire clientefinale cliente "
     U"destinatario spett.le cessionario/committente cessionario committente intestatario "
     U"comprador facturara datosdelcliente receptor klant factuuradres nabywca faturara "
     U"fakturerastill faktureradtill factureadressea kund kopare fakturaadress"},
    {SellerBlock,
     U"serviceprovider "
     U"seller vendor supplier from soldby remitto verkaufer lieferant rechnungssteller "
     U"rechnungsersteller leistungserbringer vendeur fournisseur emetteur fornitore "
     U"cedente/prestatore cedente mittente venditore vendedor proveedor emisor leverancier "
     U"fornecedor sprzedawca issuedby saljare leverantor"},
    {Name,
     U"name companyname company firma nom raisonsociale ragionesociale denominazione "
     U"nombre razonsocial naam bedrijfsnaam nome nazwa"},
    {BuyerName, U"customername clientname buyername"},
    {SellerName, U"sellername vendorname suppliername"},
    {TaxId,
     U"vatno vatnumber vatid vatregno vatregistrationno vatregistrationnumber vatreg taxid "
     U"taxnumber taxno vat# taxregistrationnumber gstin ein abn ust-idnr ust.-id.-nr "
     U"ust-id-nr ustidnr ust-id ustid ust.-identnr ustid# umsatzsteuer-id ust.-idnr uid-nr "
     U"uid umsatzsteueridentifikationsnummer ust-ident-nr mwst-nr "
     U"umsatzsteuer-identifikationsnummer ust-identifikationsnummer ntva n°tva "
     U"tvaintracommunautaire notva n°detva numerodetva tvaintracom numerotva "
     U"n°tvaintracommunautaire identifianttva p.iva partitaiva p.i piva nif cif nif/cif "
     U"c.i.f n.i.f rfc btw-nummer btwnr btw-nr btwnummer nip contribuinte vat-id "
     U"contribuinten.º contribuinteno vat-nr momsreg.nr momsregistreringsnummer vatregnr "
     U"vatregistration companyvat nrvat btw-id ust-identnr"},
    {Tax,
     U"btw vat tax salestax totaltax vatamount totalvat taxamount vattotal gst igst cgst "
     U"sgst taxes totaltaxamount steuerbetrag umsatzsteuer mehrwertsteuer mwst ust "
     U"mwst-betrag ust.-betrag ustgesamt ust.gesamt zzgl.mwst zzgl.ust zzgl "
     U"steuerbasisbetragust versicherungsteuer versicherungssteuer tva montanttva totaltva "
     U"iva imposta totaleiva importoiva totaleimposta cuotaiva importeiva totaliva "
     U"btwbedrag totaalbtw kwotavat steuerbetragineur steuerbetragin moms summamoms "
     U"momsbelopp totaltaxes"},
    {BuyerTaxId,
     U"yourvatno customervatno customervat yourvatnumber customervatnumber buyervat "
     U"ihreust-idnr ihreust-id ustidnrdeskunden ihreust.-idnr votren°tva"},
    {SellerTaxId, U"ourvatno ourvatnumber unsereust-idnr"},
    {Net,
     U"delsumma delsum zwischensummenetto "
     U"exclusiefbtw excl.btw excl.vat montanteurht montanthteur totalhteur summeohnemwst nettoexkl "
     U"subtotal sub-total nettotal totalnet netamount amountexcl.vat totalexcl.vat "
     U"taxableamount totalbeforetax totalexcludingvat totalexcludingtax totalexvat "
     U"untaxedamount totalexcl.tax nettotals totalexcl.btw totaleuroexcl.vat "
     U"amountexcludingvat nettobetrag summenetto nettosumme zwischensumme gesamtnetto "
     U"nettowert rechnungssummeohneust netto rechnungssummenetto gesamtbetragnetto "
     U"summe(netto) gesamt(netto) nettogesamt totalht montantht soustotal totalhorstaxe "
     U"totalhorstva nett.imponibile imponibile totaleimponibile totalenetto baseimponible "
     U"importeneto totalneto subtotaal totaalexcl.btw totaalexclusiefbtw wartoscnetto "
     U"razemnetto totalsemiva totalexcl basetributavel nettobelopp summaexkl.moms "
     U"summaexklmoms totaltexkl.moms totalsemimposto totaliliquido totalliquido montantnet "
     U"totalnetht kwotanetto totalexcludingtaxes sousotal sous-total"},
    {Total,
     U"totalfacture totaleur totaleuro totalusd totalgbp totalchf "
     U"total totalprice gesamt summe gesamtpreis brutto totale totaal razem totalt summa"},
    {Gross,
     U"montanteurttc factuurtotaal totalttceur totaleuroincl.vat inclusiefbtw totalinvoicevalue "
     U"grandtotal invoicetotal totalamount totalincl.vat totalincludingvat totalinclvat "
     U"totalincludingtax totalincl.tax totaleurincl.vat total€incl.vat amountincl.vat "
     U"amounttotal invoiceamount ordertotal gesamtbetrag bruttobetrag gesamtsumme endsumme "
     U"endbetrag bruttosumme rechnungsbetrag rechnungssumme summebrutto gesamtbrutto "
     U"rechnungssummebrutto gesamtbetragbrutto totalttc montantttc "
     U"totaltoutestaxescomprises totalefattura totaledocumento importototale "
     U"totalefatturaeur importetotal totalfactura totaalincl.btw totaalinclusiefbtw "
     U"totalcomiva wartoscbrutto razembrutto totaldodocumento totaltinkl.moms "
     U"summainkl.moms valortotal"},
    {Payable,
     U"sommeapayer "
     U"totaldue totaltopay dozaplaty amountdue balancedue amountpayable payableamount "
     U"pleasepay amounttopay zahlbetrag zuzahlen offenerbetrag zuzahlenderbetrag "
     U"falligerbetrag restbetrag zuzahlenderbeitrag netapayer montantapayer resteapayer "
     U"nettoapagare totaledapagare totaleapagare totalapagar importeapagar tebetalen "
     U"totalapayer duepayable totalduepayable attbetala summaattbetala"},
    {Currency, U"currency wahrung betragein devise valuta moneda waluta"},
    {Goods,
     U"benamning beskrivning nazwatowarulubuslugi nazwatowaru descricao description item "
     U"beschreibung bezeichnung artikelbezeichnung artikelbeschreibung produkt artikel "
     U"designation descrizione descripcion omschrijving leistung product concepto"},
    {Quantity,
     U"antal ilosc quantidade quantity qty menge anzahl quantite qte quantita cantidad "
     U"aantal q.ta"},
    {UnitPrice,
     U"apris a-pris cenanetto preco precounitario preciounitario prezzounitario stuckpreis "
     U"unitprice price einzelpreis nettopreis preis prixunitaire p.u prezzo precio prijs "
     U"unitpriceexcl.vat"},
    {Amount,
     U"belopp valor amount lineamountexcl.vat betrag montant importo importe bedrag "
     U"linetotal"},
    {Rate, U"vat% mwst-% ust.% steuersatz taxrate vatrate"},
    {Unit, U"einheit unit unite"},
});

}  // namespace

std::span<const Saying> plain_labels() {
    static const auto all = sayings_of(kSayings);
    return all;
}

}  // namespace errand::invoice::layout
