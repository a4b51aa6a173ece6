#include <fmt/format.h>

#include <algorithm>

#include "base/encoding.hpp"
#include "ledger/limits.hpp"
#include "ledger/sheets.hpp"

namespace errand::ledger {
namespace {

namespace fs = std::filesystem;

// Excel reads "#" as the beginning of a place in the file, and "%41" as a letter.
std::string escaped(const std::string& path) {
    std::string out;
    for (const char one : path) {
        if (one == '#' || one == '%' || one == '?' || one == '\\' ||
            static_cast<unsigned char>(one) < 0x20)
            out += fmt::format("%{:02X}", static_cast<unsigned char>(one));
        else
            out += one;
    }
    return out;
}

}  // namespace

SheetNames::SheetNames(bool zh)
    : ledger(zh ? "台账" : "Ledger"),
      summary(zh ? "按月×类别汇总" : "Summary"),
      doubts(zh ? "问题清单" : "To look at"),
      duplicates(zh ? "重复清单" : "Duplicates"),
      lines(zh ? "商品明细" : "Lines"),
      files(zh ? "文件清单" : "Files"),
      left_out(zh ? "未计入" : "Left out"),
      corrections(zh ? "更正记录" : "Corrections"),
      notes(zh ? "说明" : "Notes") {}

Plan::Plan(const Ledger& of, Book& into, const fs::path& workbook, const Links& links)
    : ledger(of), book(into), names(into.zh()), around(of), doubts(of.doubts()) {
    std::map<std::string, std::size_t> counts;
    for (const auto& entry : of.entries()) {
        (entry.included ? counted : left_out).push_back(&entry);
        if (entry.included) ++counts[entry.invoice.currency.value];
    }
    auto row = kLedgerFirst;
    for (const auto* entry : counted) rows[entry->number] = row++;
    for (const auto& [currency, count] : counts) currencies.push_back(currency);
    std::ranges::sort(currencies, [&](const std::string& one, const std::string& other) {
        return std::pair(counts[other], one) < std::pair(counts[one], other);
    });
    for (const auto& document : of.documents()) by_path.push_back(&document);
    std::ranges::sort(by_path, {}, [](const Document* one) { return std::string_view(one->path); });
    std::error_code failed;
    if (links.root.empty()) return;
    places = links.places;
    root = fs::absolute(links.root, failed).lexically_normal();
    folder = fs::absolute(workbook, failed).lexically_normal().parent_path();
    if (failed) root.clear();
}

std::string Plan::range(std::string_view column) const {
    const auto at = static_cast<lxw_col_t>(column_at(column));
    const auto last =
        kLedgerFirst + static_cast<lxw_row_t>(std::max<std::size_t>(counted.size(), 1)) - 1;
    return range_of(names.ledger, {kLedgerFirst, at}, {last, at});
}

std::string Plan::link_to(const std::string& path) const {
    if (root.empty() || !is_utf8(path)) return {};
    // What lies inside an archive is opened through the archive.
    const auto document =
        std::ranges::lower_bound(by_path, std::string_view(path), {},
                                 [](const Document* one) { return std::string_view(one->path); });
    const auto& handed =
        document != by_path.end() && (*document)->path == path ? (*document)->handed : path;
    const auto place = places.find(handed);
    const auto lies = root / (place == places.end() ? fs::path(handed) : place->second);
    const auto target = lies.lexically_normal().lexically_relative(folder);
    // As a reference relative to the workbook, with "/" whatever the system. The dot keeps a name
    // like "mailto:x" a name.
    return target.empty() ? std::string{} : "./" + escaped(target.generic_string());
}

void Plan::put_number(lxw_worksheet* sheet, At at, std::size_t number) const {
    const auto found = rows.find(number);
    if (number == 0) return book.put_blank(sheet, at, Look::Count);
    if (found == rows.end()) return book.put(sheet, at, static_cast<long long>(number));
    book.put_number_link(sheet, at, number,
                         fmt::format("internal:'{}'!A{}", names.ledger, found->second + 1));
}

namespace {

Result<void> check_size(const Ledger& ledger) {
    if (ledger.entries().size() <= kMaxEntries) return {};
    return fail(ErrorCode::Exhausted,
                fmt::format("{} invoices are more than the {} of one workbook",
                            ledger.entries().size(), kMaxEntries),
                "Make a ledger for each year or each quarter.");
}

void write_sheets(Plan& plan) {
    auto& book = plan.book;
    const auto& names = plan.names;
    // In this order, whatever is in them; the last ones only where there is something.
    auto* ledger = book.add_sheet(names.ledger);
    auto* summary = book.add_sheet(names.summary);
    auto* doubts = book.add_sheet(names.doubts);
    auto* duplicates = book.add_sheet(names.duplicates);
    auto* notes = book.add_sheet(names.notes);
    auto* lines = book.add_sheet(names.lines);
    auto* files = book.add_sheet(names.files);
    write_ledger_sheet(plan, ledger);
    write_summary_sheet(plan, summary);
    write_doubts_sheet(plan, doubts);
    write_duplicates_sheet(plan, duplicates);
    write_notes_sheet(plan, notes);
    write_lines_sheet(plan, lines);
    write_files_sheet(plan, files);
    if (!plan.left_out.empty()) write_left_out_sheet(plan, book.add_sheet(names.left_out));
    if (!plan.ledger.corrections().empty())
        write_corrections_sheet(plan, book.add_sheet(names.corrections));
    ::worksheet_activate(ledger);
}

}  // namespace

Result<void> write_workbook(const Ledger& ledger, const fs::path& path, const Links& links,
                            Existing existing) {
    ERRAND_TRY_VOID(check_size(ledger));
    ERRAND_TRY(auto temporary, files::Temporary::beside(path));
    const auto& setting = ledger.setting();
    const bool zh = setting.language == "zh";
    Book book(temporary.path(), setting.language, zh ? "费用报销台账" : "Reimbursement ledger",
              setting.now);
    if (book.raw() == nullptr) return book.close();
    Plan plan(ledger, book, path, links);
    write_sheets(plan);
    ERRAND_TRY_VOID(book.close());
    return temporary.keep(existing);
}

}  // namespace errand::ledger
