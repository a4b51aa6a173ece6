#include "synthetic/italian_xml.hpp"

#include <fmt/format.h>

#include <map>

#include "synthetic/xml_text.hpp"

namespace errand::synthetic {
namespace {

std::string party(const Party& one, const std::string& seat) {
    const auto id = one.tax_id.size() > 2 ? one.tax_id.substr(2) : one.tax_id;
    const auto street = one.address.substr(0, one.address.find('\n'));
    return around("DatiAnagrafici",
                  around("IdFiscaleIVA", element("IdPaese", "IT") + element("IdCodice", id)) +
                      around("Anagrafica", element("Denominazione", one.name)) +
                      (seat.empty() ? "" : element("RegimeFiscale", "RF01"))) +
           around("Sede", element("Indirizzo", street) + element("CAP", "20121") +
                              element("Comune", "Milano") + element("Nazione", "IT"));
}

std::string lines(const Bill& bill) {
    std::string out;
    int number = 0;
    for (const auto& item : bill.items)
        out += around(
            "DettaglioLinee",
            element("NumeroLinea", std::to_string(++number)) + element("Descrizione", item.name) +
                element("Quantita", item.quantity + ".00") + element("PrezzoUnitario", item.price) +
                element("PrezzoTotale", plain(item.amount)) +
                element("AliquotaIVA", fmt::format("{}.00", item.rate)));
    std::map<int, Cents> sums;
    for (const auto& item : bill.items) sums[item.rate] += item.amount;
    for (const auto& [rate, sum] : sums)
        out += around("DatiRiepilogo", element("AliquotaIVA", fmt::format("{}.00", rate)) +
                                           element("ImponibileImporto", plain(sum)) +
                                           element("Imposta", plain(part_of(sum, rate, 100))));
    return out;
}

}  // namespace

std::string fattura(const Bill& bill, Random& random) {
    const bool total = random.chance(80);
    const auto prefix = random.chance(60) ? "p:" : "ns2:";
    const auto general =
        around("DatiGeneraliDocumento",
               element("TipoDocumento", "TD01") + element("Divisa", bill.currency) +
                   element("Data", iso(bill.date)) + element("Numero", bill.number) +
                   (total ? element("ImportoTotaleDocumento", plain(bill.gross)) : ""));
    const auto header =
        around("FatturaElettronicaHeader",
               around("DatiTrasmissione", element("ProgressivoInvio", random.digits(5)) +
                                              element("FormatoTrasmissione", "FPR12")) +
                   around("CedentePrestatore", party(bill.seller, "RF01")) +
                   around("CessionarioCommittente", party(bill.buyer, "")));
    const auto body = around("FatturaElettronicaBody", around("DatiGenerali", general) +
                                                           around("DatiBeniServizi", lines(bill)));
    const std::string name = std::string(prefix) + "FatturaElettronica";
    return std::string(kXmlHead) +
           around(fmt::format("{} xmlns:{}=\"http://ivaservizi.agenziaentrate.gov.it/docs/xsd/"
                              "fatture/v1.2\" versione=\"FPR12\"",
                              name, std::string(prefix).substr(0, std::string(prefix).size() - 1)),
                  header + body);
}

}  // namespace errand::synthetic
