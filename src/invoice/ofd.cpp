#include "invoice/ofd.hpp"

#include <array>
#include <map>

#include "document/form.hpp"
#include "document/xml.hpp"
#include "invoice/limits.hpp"
#include "invoice/readers.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

using document::local_name;
using document::Node;
using document::Xml;

constexpr std::string_view kNamespace = "ofdspec.org";

bool is_head(Node root) {
    return local_name(root) == "OFD" &&
           document::namespace_of(root).find(kNamespace) != std::string_view::npos;
}

// The document of an OFD that an entry belongs to: "Doc_0" of "Doc_0/Tags/CustomTag.xml". Ids are
// given out anew in each.
std::string document_of(std::string_view name) {
    while (name.starts_with("./")) name.remove_prefix(2);
    const auto slash = name.find('/');
    return slash == std::string_view::npos ? std::string{} : std::string(name.substr(0, slash));
}

bool is_at_root(std::string_view name) {
    while (name.starts_with("./") || name.starts_with('/')) name.remove_prefix(name.find('/') + 1);
    return name.find('/') == std::string_view::npos;
}

// What OFD.xml states by name in CustomData of one of its documents.
Invoice read_custom_data(Node root) {
    std::map<std::string, std::string> fields;
    const auto data = document::anywhere(root, "CustomDatas");
    for (const auto one : document::all(data, "CustomData"))
        fields.emplace(document::attribute(one, "Name"), document::text(one));
    const auto first = [&](std::initializer_list<const char*> names) {
        for (const char* name : names)
            if (const auto found = fields.find(name);
                found != fields.end() && !found->second.empty())
                return found->second;
        return std::string{};
    };
    Invoice invoice;
    invoice.format = Format::OfdFields;
    set(invoice.code, first({"发票代码"}));
    set(invoice.number, first({"发票号码", "数电发票号码", "数电票号码"}));
    set(invoice.date, first({"开票日期"}));
    set(invoice.check_code, first({"校验码"}));
    set(invoice.seller, first({"销售方名称", "销方名称"}));
    set(invoice.seller_tax_id, first({"销售方纳税人识别号", "销售方识别号", "销方识别号"}));
    set(invoice.buyer, first({"购买方名称", "购方名称"}));
    set(invoice.buyer_tax_id, first({"购买方纳税人识别号", "购买方识别号", "购方识别号"}));
    set(invoice.net, first({"合计金额", "不含税金额"}));
    set(invoice.tax, first({"合计税额", "税额"}));
    set(invoice.gross, first({"价税合计", "价税合计金额"}));
    if (!invoice.number.has()) return {};
    finish_chinese(invoice);
    return invoice;
}

using Texts = std::map<std::string, std::string>;

// Every text object of a page by its id.
void collect_texts(Node root, Texts& texts) {
    struct Walker : pugi::xml_tree_walker {
        explicit Walker(Texts& into) : texts(into) {}
        bool for_each(Node& node) override {
            if (local_name(node) != "TextObject") return true;
            std::string joined;
            for (const auto code : document::all(node, "TextCode")) joined += document::text(code);
            texts.emplace(document::attribute(node, "ID"), joined.substr(0, kMaxTagBytes));
            return true;
        }
        Texts& texts;
    };
    Walker walker(texts);
    root.traverse(walker);
}

// Puts the texts into the tree in place of the references to them.
bool resolve(Node root, const Texts& texts) {
    struct Walker : pugi::xml_tree_walker {
        bool for_each(Node& node) override {
            if (local_name(node) == "ObjectRef" && found.size() < kMaxTagReferences)
                found.push_back(node);
            return true;
        }
        std::vector<Node> found;
    };
    Walker walker;
    root.traverse(walker);
    bool any = false;
    for (auto reference : walker.found) {
        const auto text = texts.find(document::text(reference));
        if (text == texts.end()) continue;
        reference.parent().append_child(pugi::node_pcdata).set_value(text->second.c_str());
        any = true;
    }
    return any;
}

}  // namespace

bool is_ofd(const std::vector<document::Entry>& entries) {
    for (const auto& entry : entries) {
        // An archive that holds an unpacked OFD in a folder holds other files too. Its head is
        // small, so that a glance at it costs nothing in other archives.
        if (!is_at_root(entry.name) || entry.bytes.find(kNamespace) == std::string::npos) continue;
        if (const auto xml = Xml::parse(entry.bytes); xml && is_head(xml->root())) return true;
    }
    return false;
}

std::vector<Invoice> read_ofd(const std::vector<document::Entry>& entries,
                              std::vector<document::Entry>* unread) {
    std::vector<Invoice> invoices;
    std::map<std::string, Texts> texts;
    std::vector<std::pair<std::string, Xml>> tags;
    std::vector<Invoice> custom;
    for (const auto& entry : entries) {
        if (document::form_of(entry.bytes) != document::Form::Xml) continue;
        auto xml = Xml::parse(entry.bytes);
        if (!xml) {
            if (unread != nullptr) unread->push_back({entry.name, {}, xml.error().message});
            continue;
        }
        const auto root = xml->root();
        for (auto& invoice : read_xml(root)) invoices.push_back(std::move(invoice));
        if (is_head(root)) {
            auto bodies = document::all(root, "DocBody");
            if (bodies.empty()) bodies.push_back(root);
            for (const auto body : bodies) custom.push_back(read_custom_data(body));
        }
        const auto name = local_name(root);
        if (name == "Page") collect_texts(root, texts[document_of(entry.name)]);
        if (name == "eInvoice" && document::anywhere(root, "ObjectRef"))
            tags.emplace_back(document_of(entry.name), *std::move(xml));
    }
    for (auto& invoice : custom)
        if (invoice.format != Format::Unknown) invoices.push_back(std::move(invoice));
    // Tags that stand in no document's folder speak of the only one.
    const Texts none;
    for (const auto& [folder, tag] : tags) {
        const auto own = texts.find(folder);
        const auto& its = own != texts.end()  ? own->second
                          : texts.size() == 1 ? texts.begin()->second
                                              : none;
        if (!resolve(tag.root(), its)) continue;
        if (auto invoice = read_vat(tag.root(), Source::Text); invoice.number.has())
            invoices.push_back(std::move(invoice));
    }
    return invoices;
}

}  // namespace errand::invoice
