#include "eval/workbook.hpp"

#include <charconv>
#include <map>

#include "document/archive.hpp"
#include "document/xml.hpp"
#include "eval/files.hpp"
#include "eval/limits.hpp"

namespace errand::eval {
namespace {

using document::Node;
using document::Xml;
using Parts = std::map<std::string, std::string>;

std::unexpected<Error> corrupt(std::string_view what) {
    return fail(ErrorCode::Corrupt, "no workbook: " + std::string(what));
}

Result<Parts> parts_of(std::string_view bytes) {
    document::Budget budget;
    ERRAND_TRY(auto entries, document::unpack(bytes, budget));
    Parts parts;
    for (auto& entry : entries) parts[entry.name] = std::move(entry.bytes);
    return parts;
}

// All text below the node: runs of a rich text are one text.
std::string text_below(Node node) {
    std::string text;
    for (const auto& child : node.children()) {
        if (document::local_name(child) == "t")
            text += child.text().get();
        else if (document::local_name(child) != "rPh")
            text += text_below(child);
    }
    return text;
}

Result<std::vector<std::string>> shared_texts(const Parts& parts) {
    std::vector<std::string> texts;
    const auto found = parts.find("xl/sharedStrings.xml");
    if (found == parts.end()) return texts;
    ERRAND_TRY(const auto xml, Xml::parse(found->second));
    for (const auto& item : document::all(xml.root(), "si")) texts.push_back(text_below(item));
    return texts;
}

std::string cell_text(Node cell, const std::vector<std::string>& shared) {
    const auto type = document::attribute(cell, "t");
    if (type == "inlineStr") return text_below(document::at(cell, "is"));
    auto value = document::text(cell, "v");
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    if (type != "s") return value;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
    return error == std::errc{} && index < shared.size() ? shared[index] : std::string();
}

Result<std::vector<std::vector<std::string>>> rows_of(const std::string& part,
                                                      const std::vector<std::string>& shared) {
    ERRAND_TRY(const auto xml, Xml::parse(part));
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : document::all(document::at(xml.root(), "sheetData"), "row"))
        for (const auto& cell : document::all(row, "c")) {
            const auto position = cell_position(document::attribute(cell, "r"));
            if (!position) return corrupt("a cell without a place");
            const auto [column, line] = *position;
            if (column >= kMaxColumns || line >= kMaxRows) return corrupt("too many cells");
            auto text = cell_text(cell, shared);
            if (text.empty()) continue;
            if (rows.size() <= line) rows.resize(line + 1);
            if (rows[line].size() <= column) rows[line].resize(column + 1);
            rows[line][column] = std::move(text);
        }
    return rows;
}

// The part that each relation of the workbook leads to.
Result<std::map<std::string, std::string>> relations(const Parts& parts) {
    const auto found = parts.find("xl/_rels/workbook.xml.rels");
    if (found == parts.end()) return corrupt("its relations are missing");
    ERRAND_TRY(const auto xml, Xml::parse(found->second));
    std::map<std::string, std::string> targets;
    for (const auto& one : document::all(xml.root(), "Relationship")) {
        auto target = document::attribute(one, "Target");
        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        targets[document::attribute(one, "Id")] = std::move(target);
    }
    return targets;
}

}  // namespace

Result<std::vector<Sheet>> read_workbook(std::string_view bytes) {
    ERRAND_TRY(const auto parts, parts_of(bytes));
    const auto book = parts.find("xl/workbook.xml");
    if (book == parts.end()) return corrupt("xl/workbook.xml is missing");
    ERRAND_TRY(const auto xml, Xml::parse(book->second));
    ERRAND_TRY(const auto targets, relations(parts));
    ERRAND_TRY(const auto shared, shared_texts(parts));
    std::vector<Sheet> sheets;
    for (const auto& one : document::all(document::at(xml.root(), "sheets"), "sheet")) {
        const auto target = targets.find(document::attribute(one, "id"));
        if (target == targets.end()) return corrupt("a sheet without a part");
        const auto part = parts.find(target->second);
        if (part == parts.end()) continue;  // a sheet that is a chart alone
        ERRAND_TRY(auto rows, rows_of(part->second, shared));
        sheets.push_back({document::attribute(one, "name"), std::move(rows)});
    }
    if (sheets.empty()) return corrupt("it has no sheet");
    return sheets;
}

}  // namespace errand::eval
