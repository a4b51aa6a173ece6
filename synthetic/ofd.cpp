#include "synthetic/ofd.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

#include "synthetic/chinese_xml.hpp"
#include "synthetic/pack.hpp"
#include "synthetic/xml_text.hpp"

namespace errand::synthetic {
namespace {

constexpr std::string_view kNames = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
constexpr double kMillimetres = 25.4 / 72;

class OfdMaker {
  public:
    OfdMaker(const Bill& bill, const std::vector<Face>& pages, Payload payload, Random& random)
        : bill_(bill), pages_(pages), payload_(payload), random_(random) {}

    std::string make() {
        std::vector<std::string> contents;
        for (const auto& page : pages_) contents.push_back(page_of(page));
        put("OFD.xml", head());
        put("Doc_0/Document.xml", document());
        put("Doc_0/PublicRes.xml",
            around(std::string("ofd:Res") + std::string(kNames) + " BaseLoc=\"Res\"",
                   around("ofd:Fonts",
                          "<ofd:Font ID=\"2\" FontName=\"宋体\" FamilyName=\"宋体\"/>\n")));
        for (std::size_t at = 0; at < contents.size(); ++at)
            put(fmt::format("Doc_0/Pages/Page_{}/Content.xml", at), contents[at]);
        attach();
        if (tagged()) tag();
        return archive(files_, Wrap::Zip);
    }

  private:
    bool tagged() const { return payload_ != Payload::Xbrl; }

    void put(std::string name, const std::string& inside) {
        files_.push_back({std::move(name), std::string(kXmlHead) + inside});
    }

    std::string head() {
        std::string custom;
        if (payload_ == Payload::None) {
            const auto say = [&](std::string_view name, const std::string& text) {
                if (text.empty()) return;
                custom += element(fmt::format("ofd:CustomData Name=\"{}\"", name), text);
            };
            say("template-version", "1.0.20.0422");
            say("native-producer", "SuwellFormSDK");
            say("发票代码", bill_.code);
            say("发票号码", bill_.number);
            say("合计税额", bill_.tax_free ? "***" : plain(bill_.tax));
            say("合计金额", plain(bill_.net));
            say("开票日期", chinese(bill_.date));
            say("校验码", bill_.check_code);
            say("购买方纳税人识别号", bill_.buyer.tax_id);
            say("销售方纳税人识别号", bill_.seller.tax_id);
            custom = around("ofd:CustomDatas", custom);
        }
        const auto info =
            around("ofd:DocInfo", element("ofd:DocID", random_.digits(20)) +
                                      element("ofd:CreationDate", iso(bill_.date)) + custom);
        return around(
            std::string("ofd:OFD") + std::string(kNames) + " DocType=\"OFD\" Version=\"1.1\"",
            around("ofd:DocBody", info + element("ofd:DocRoot", "Doc_0/Document.xml")));
    }

    std::string document() {
        std::string pages;
        for (std::size_t at = 0; at < pages_.size(); ++at)
            pages += fmt::format("<ofd:Page ID=\"{}\" BaseLoc=\"Pages/Page_{}/Content.xml\"/>\n",
                                 at + 1, at);
        const auto& page = pages_.front();
        const auto area =
            element("ofd:PhysicalBox", fmt::format("0 0 {:.2f} {:.2f}", page.width * kMillimetres,
                                                   page.height * kMillimetres));
        return around(std::string("ofd:Document") + std::string(kNames),
                      around("ofd:CommonData", element("ofd:MaxUnitID", "9999") +
                                                   around("ofd:PageArea", area) +
                                                   element("ofd:PublicRes", "PublicRes.xml")) +
                          around("ofd:Pages", pages) +
                          element("ofd:Attachments", "Attachs/Attachments.xml") +
                          (tagged() ? element("ofd:CustomTags", "Tags/CustomTags.xml") : ""));
    }

    // Objects in random order; a long text is sometimes cut into several codes.
    std::string page_of(const Face& page) {
        auto texts = page.texts;
        random_.shuffle(texts);
        std::string objects;
        for (const auto& text : texts) {
            if (text.as_curve) continue;
            const auto id = std::to_string(++last_id_);
            ids_.emplace(text.text, id);
            const double wide = width_of(text.text, text.size, page.font);
            double x = text.x;
            if (text.side == Side::Right) x -= wide;
            if (text.side == Side::Middle) x -= wide / 2;
            objects += around(
                fmt::format("ofd:TextObject ID=\"{}\" Boundary=\"{:.2f} {:.2f} {:.2f} {:.2f}\" "
                            "Font=\"2\" Size=\"{:.2f}\"",
                            id, x * kMillimetres, (text.y - text.size) * kMillimetres,
                            wide * kMillimetres, text.size * 1.2 * kMillimetres,
                            text.size * kMillimetres),
                codes_of(text));
        }
        return around(
            std::string("ofd:Page") + std::string(kNames),
            around("ofd:Content",
                   around("ofd:Layer ID=\"" + std::to_string(++last_id_) + "\"", objects)));
    }

    std::string codes_of(const Text& text) {
        const auto code = [&](const std::string& part, double x) {
            return element(
                fmt::format("ofd:TextCode X=\"{:.2f}\" Y=\"{:.2f}\" DeltaX=\"g {} {:.2f}\"", x,
                            text.size * kMillimetres, characters(part).size(),
                            text.size / 2 * kMillimetres),
                part);
        };
        const auto all = characters(text.text);
        if (all.size() < 8 || !random_.chance(15)) return code(text.text, 0);
        std::string first;
        std::string rest;
        for (std::size_t at = 0; at < all.size(); ++at) (at < 4 ? first : rest) += all[at];
        return code(first, 0) + code(rest, 4 * text.size * kMillimetres);
    }

    void attach() {
        std::string name;
        std::string xml;
        if (payload_ == Payload::Xbrl) {
            name = bill_.kind == Kind::Rail  ? "rai_issuer_" + bill_.number + ".xml"
                   : bill_.kind == Kind::Air ? "atr_issuer_" + bill_.number + ".xml"
                                             : "inv_ord_issuer_" + bill_.number + ".xml";
            xml = xbrl(bill_, random_);
        } else if (payload_ == Payload::Original) {
            name = "original_invoice.xml";
            xml = is_digital(bill_.kind) ? digital_xml(bill_, random_) : vat_xml(bill_, random_);
        }
        if (name.empty()) return;
        files_.push_back({"Doc_0/Attachs/" + name, xml});
        put("Doc_0/Attachs/Attachments.xml",
            around(std::string("ofd:Attachments") + std::string(kNames),
                   around(fmt::format("ofd:Attachment ID=\"1\" Name=\"{}\" Format=\"xml\"", name),
                          element("ofd:FileLoc", name))));
    }

    // A field of the tags points at the object that shows it.
    std::string reference(std::string_view field, std::initializer_list<std::string> shown) {
        std::string inside;
        for (const auto& text : shown) {
            const auto found = ids_.find(text);
            if (found == ids_.end()) continue;
            inside = element("ofd:ObjectRef PageRef=\"1\"", found->second);
            break;
        }
        return inside.empty() ? "" : around("fp:" + std::string(field), inside);
    }

    void tag() {
        const auto party = [&](const std::string& who, const Party& one) {
            return around("fp:" + who, reference(who + "Name", {one.name}) +
                                           reference(who + "TaxID", {one.tax_id}));
        };
        const auto net = plain(bill_.net);
        const auto tax = plain(bill_.tax);
        const auto gross = plain(bill_.gross);
        const auto inside = reference("InvoiceCode", {bill_.code}) +
                            reference("InvoiceNo", {bill_.number}) +
                            reference("IssueDate", {chinese(bill_.date)}) +
                            party("Buyer", bill_.buyer) + party("Seller", bill_.seller) +
                            reference("TaxInclusiveTotalAmount", {"¥" + gross, "￥" + gross}) +
                            reference("TaxTotalAmount", {"¥" + tax}) +
                            reference("TaxExclusiveTotalAmount", {"¥" + net}) +
                            reference("InvoiceClerk", {bill_.drawer});
        put("Doc_0/Tags/CustomTag.xml",
            around("fp:eInvoice xmlns:fp=\"http://www.edrm.org.cn/schema/e-invoice/2019\"" +
                       std::string(kNames),
                   inside));
        put("Doc_0/Tags/CustomTags.xml",
            around(std::string("ofd:CustomTags") + std::string(kNames),
                   around("ofd:CustomTag TypeID=\"0\"", element("ofd:FileLoc", "CustomTag.xml"))));
    }

    const Bill& bill_;
    const std::vector<Face>& pages_;
    Payload payload_;
    Random& random_;
    std::vector<Inside> files_;
    std::map<std::string, std::string> ids_;  // the shown text: its object
    int last_id_ = 9;
};

}  // namespace

std::string_view name_of(Payload payload) {
    constexpr std::array<std::string_view, 3> kAll{"original", "xbrl", "none"};
    return kAll.at(static_cast<std::size_t>(payload));
}

Payload payload_for(Kind kind, Random& random) {
    if (kind == Kind::Rail || kind == Kind::Air) return Payload::Xbrl;
    if (is_digital(kind)) return random.chance(50) ? Payload::Original : Payload::None;
    return random.pick(std::array{Payload::Original, Payload::Xbrl, Payload::None});
}

std::string ofd(const Bill& bill, const std::vector<Face>& pages, Payload payload, Random& random) {
    return OfdMaker(bill, pages, payload, random).make();
}

}  // namespace errand::synthetic
