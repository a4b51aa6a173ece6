// FatturaPA (Italy) and CFDI (Mexico).
#include <algorithm>

#include "document/trim.hpp"
#include "invoice/readers.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

using document::all;
using document::at;
using document::Node;
using document::text;

void set_party(Node party, TextField& name, TextField& tax_id) {
    auto data = at(party, "DatiAnagrafici");
    if (!data) data = party;  // the simplified form
    const auto names = at(data, "Anagrafica") ? at(data, "Anagrafica") : data;
    set(name, text(names, "Denominazione"));
    if (!name.has()) set(name, full_name(text(names, "Nome"), text(names, "Cognome")));
    auto id = at(data, "IdFiscaleIVA");
    if (!id) id = at(data, "IdentificativiFiscali/IdFiscaleIVA");
    if (const auto digits = text(id, "IdCodice"); !digits.empty())
        set(tax_id, text(id, "IdPaese") + digits);
    if (!tax_id.has()) set(tax_id, text(data, "CodiceFiscale"));
    if (!tax_id.has()) set(tax_id, text(data, "IdentificativiFiscali/CodiceFiscale"));
}

constexpr LineNames kFatturaLine{.name = "Descrizione",
                                 .specification = {},
                                 .unit = "UnitaMisura",
                                 .tax_code = "CodiceArticolo/CodiceValore",
                                 .tax_rate = "AliquotaIVA",
                                 .quantity = "Quantita",
                                 .unit_price = "PrezzoUnitario",
                                 .amount = "PrezzoTotale",
                                 .tax = {}};

void set_fattura_sums(Invoice& invoice, Node goods, Node general) {
    Decimal net;
    Decimal tax;
    bool any = false;
    for (const auto one : all(goods, "DatiRiepilogo")) {
        const auto base = parse_decimal(text(one, "ImponibileImporto"));
        if (!base) continue;
        any = true;
        net = net + *base;
        tax = tax + parse_decimal(text(one, "Imposta")).value_or(Decimal{});
    }
    // The standard's own sums, added up: as good as stated.
    if (any) {
        invoice.net = {net, Source::Xml, kCertain};
        invoice.tax = {tax, Source::Xml, kCertain};
    }
    set(invoice.gross, text(general, "ImportoTotaleDocumento"));
    // A pension fund's contribution is part of the net, but stands in no line.
    Decimal fund;
    for (const auto one : all(general, "DatiCassaPrevidenziale"))
        fund = fund + parse_decimal(text(one, "ImportoContributoCassa")).value_or(Decimal{});
    if (any && fund != Decimal{}) invoice.line_total = {net - fund, Source::Xml, kCertain};
    if (const auto rounding = parse_decimal(text(general, "Arrotondamento")))
        invoice.adjustment = {*rounding, Source::Xml, kCertain};
}

Invoice fattura_body(Node body, const Invoice& parties) {
    Invoice invoice = parties;
    invoice.format = Format::FatturaPa;
    const auto general = at(body, "DatiGenerali/DatiGeneraliDocumento");
    const auto goods = at(body, "DatiBeniServizi");
    set(invoice.kind, text(general, "TipoDocumento"));
    invoice.credit = invoice.kind.value == "TD04" || invoice.kind.value == "TD08";
    set(invoice.number, text(general, "Numero"));
    set(invoice.date, text(general, "Data"));
    set(invoice.currency, text(general, "Divisa"));
    set(invoice.remark, text(general, "Causale"));
    set(invoice.reverses, text(body, "DatiGenerali/DatiFattureCollegate/IdDocumento"));
    set_fattura_sums(invoice, goods, general);
    std::vector<Line> lines;
    for (const auto line : all(goods, "DettaglioLinee"))
        lines.push_back(read_line(line, kFatturaLine));
    set(invoice.lines, std::move(lines));
    complete_sums(invoice);
    return invoice;
}

// The tax in an amount that contains it, at a rate in percent, to the hundredth.
std::optional<Decimal> contained_tax(Decimal gross, std::string_view percent) {
    const auto rate = parse_decimal(percent);
    const auto all = from_hundredths(10'000);
    if (!rate || *rate < Decimal{} || *rate > all) return std::nullopt;
    const Wide hundredth = from_hundredths(1).units;
    const Wide part = rate->units / hundredth;
    const Wide whole = all.units / hundredth + part;
    const Wide tax = gross.absolute().units * part / whole;
    const Decimal rounded{(tax + hundredth / 2) / hundredth * hundredth};
    return gross < Decimal{} ? -rounded : rounded;
}

// The simplified form states amounts with the tax in them, and the tax or its rate.
Invoice simplified_body(Node body, const Invoice& parties) {
    Invoice invoice = fattura_body(body, parties);
    Decimal gross;
    Decimal tax;
    bool any = false;
    bool taxed = true;
    for (const auto one : all(body, "DatiBeniServizi")) {
        const auto amount = parse_decimal(text(one, "Importo"));
        if (!amount) continue;
        any = true;
        gross = gross + *amount;
        auto its = parse_decimal(text(one, "DatiIVA/Imposta"));
        if (!its) its = contained_tax(*amount, text(one, "DatiIVA/Aliquota"));
        if (!its && !text(one, "Natura").empty()) its = Decimal{};
        taxed = taxed && its.has_value();
        tax = tax + its.value_or(Decimal{});
    }
    if (any) compute(invoice.gross, gross);
    if (any && taxed) compute(invoice.tax, tax);
    complete_sums(invoice);
    return invoice;
}

// CFDI 3.2 wrote `fecha` where 3.3 writes `Fecha`.
std::string value(Node node, std::string_view name) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    for (const auto one : node.attributes())
        if (std::ranges::equal(std::string_view(one.name()), name, {}, lower, lower))
            return std::string(document::trim(one.value()));
    return {};
}

Line concept_line(Node node) {
    Line line;
    line.name = value(node, "Descripcion");
    line.unit = value(node, "Unidad").empty() ? value(node, "ClaveUnidad") : value(node, "Unidad");
    line.tax_code = value(node, "ClaveProdServ");
    line.quantity = parse_decimal(value(node, "Cantidad"));
    line.unit_price = parse_decimal(value(node, "ValorUnitario"));
    line.amount = parse_decimal(value(node, "Importe"));
    if (const auto moved = at(node, "Impuestos/Traslados/Traslado")) {
        line.tax_rate = value(moved, "TasaOCuota");
        line.tax = parse_decimal(value(moved, "Importe"));
    }
    return line;
}

void set_cfdi_sums(Invoice& invoice, Node root) {
    set(invoice.net, value(root, "SubTotal"));
    set(invoice.gross, value(root, "Total"));
    set(invoice.payable, value(root, "Total"));
    const auto taxes = at(root, "Impuestos");
    set(invoice.tax, value(taxes, "TotalImpuestosTrasladados"));
    Decimal rest;
    const auto take = [&rest](const std::string& text, bool plus) {
        const auto read = parse_decimal(text).value_or(Decimal{});
        rest = plus ? rest + read : rest - read;
    };
    take(value(root, "Descuento"), false);
    take(value(taxes, "TotalImpuestosRetenidos"), false);
    for (const auto complement : all(root, "Complemento"))
        for (const auto local : all(complement, "ImpuestosLocales")) {
            take(value(local, "TotaldeTraslados"), true);
            take(value(local, "TotaldeRetenciones"), false);
        }
    if (rest != Decimal{}) invoice.adjustment = {rest, Source::Xml, kComputed};
}

}  // namespace

std::vector<Invoice> read_fattura(Node root) {
    Invoice parties;
    const auto header = at(root, "FatturaElettronicaHeader");
    set_party(at(header, "CedentePrestatore"), parties.seller, parties.seller_tax_id);
    set_party(at(header, "CessionarioCommittente"), parties.buyer, parties.buyer_tax_id);
    const bool simplified =
        document::namespace_of(root).find("semplificat") != std::string_view::npos ||
        document::local_name(root) == "FatturaElettronicaSemplificata";
    std::vector<Invoice> invoices;
    for (const auto body : all(root, "FatturaElettronicaBody"))
        invoices.push_back(simplified ? simplified_body(body, parties)
                                      : fattura_body(body, parties));
    return invoices;
}

Invoice read_cfdi(Node root) {
    Invoice invoice;
    invoice.format = Format::Cfdi;
    set(invoice.kind, value(root, "TipoDeComprobante"));
    invoice.credit = invoice.kind.value == "E" || invoice.kind.value == "egreso";
    set(invoice.series, value(root, "Serie"));
    set(invoice.number, value(root, "Folio"));
    set(invoice.date, value(root, "Fecha"));
    set(invoice.currency, currency_code(value(root, "Moneda")));
    if (!invoice.currency.has()) invoice.currency = {"MXN", Source::Xml, kComputed};
    for (const auto complement : all(root, "Complemento"))
        if (const auto stamp = at(complement, "TimbreFiscalDigital"))
            set(invoice.uuid, value(stamp, "UUID"));
    const auto related = at(root, "CfdiRelacionados");
    if (invoice.credit) set(invoice.reverses, value(at(related, "CfdiRelacionado"), "UUID"));
    set(invoice.seller, value(at(root, "Emisor"), "Nombre"));
    set(invoice.seller_tax_id, value(at(root, "Emisor"), "Rfc"));
    set(invoice.buyer, value(at(root, "Receptor"), "Nombre"));
    set(invoice.buyer_tax_id, value(at(root, "Receptor"), "Rfc"));
    set_cfdi_sums(invoice, root);
    std::vector<Line> lines;
    for (const auto line : all(at(root, "Conceptos"), "Concepto"))
        lines.push_back(concept_line(line));
    set(invoice.lines, std::move(lines));
    complete_sums(invoice);
    return invoice;
}

}  // namespace errand::invoice
