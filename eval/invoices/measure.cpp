#include "eval/invoices/measure.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "eval/invoices/truth.hpp"
#include "invoice/collection.hpp"
#include "invoice/desk.hpp"
#include "invoice/setting.hpp"

namespace errand::eval::invoices {
namespace {

namespace fs = std::filesystem;
using invoice::Invoice;

constexpr std::array<std::string_view, 14> kFields{
    "no",  "date", "cur",   "seller",  "seller_vat", "buyer",    "buyer_vat",
    "net", "tax",  "gross", "payable", "code",       "reverses", "plate"};

// Runs of white space as one space: XML's line ends inside a name say nothing.
std::string spaced(std::string_view text) {
    std::string out;
    for (const char one : text) {
        const bool space = one == ' ' || one == '\n' || one == '\r' || one == '\t';
        if (!space)
            out += one;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

std::string got_of(const Invoice& one, std::string_view field) {
    const auto money = [](const invoice::MoneyField& value) {
        return value.has() ? to_string(value.value) : std::string{};
    };
    if (field == "no") return one.uuid.has() ? one.uuid.value : one.number.value;
    if (field == "date") return one.date.has() ? invoice::to_string(one.date.value) : std::string{};
    if (field == "cur") return one.currency.value;
    if (field == "seller") return one.seller.value;
    if (field == "seller_vat") return one.seller_tax_id.value;
    if (field == "buyer") return one.buyer.value;
    if (field == "buyer_vat") return one.buyer_tax_id.value;
    if (field == "net") return money(one.net);
    if (field == "tax") return money(one.tax);
    if (field == "gross") return money(one.gross);
    if (field == "code") return one.code.value;
    if (field == "reverses") return one.reverses.value;
    if (field == "plate") return one.plate.value;
    return money(one.payable);
}

bool same(std::string_view field, std::string_view wanted, std::string_view got) {
    if (field == "date") return invoice::parse_day(wanted) == invoice::parse_day(got);
    if (field == "cur") return invoice::currency_code(wanted) == invoice::currency_code(got);
    if (field == "net" || field == "tax" || field == "gross" || field == "payable") {
        const auto one = invoice::parse_decimal(wanted);
        const auto other = invoice::parse_decimal(got);
        // A truth that was added up in floating point is off in its last places.
        return one && other && (*one - *other).absolute() < invoice::Decimal{1'000'000};
    }
    return spaced(wanted) == spaced(got);
}

// The invoices that were read, by the path of the file that says them.
using Read = std::map<std::string, std::vector<const Invoice*>>;

Read by_path(const std::vector<invoice::Reading>& readings) {
    Read read;
    for (const auto& reading : readings)
        for (const auto& one : reading.invoices) read[one.files.front().path].push_back(&one);
    return read;
}

// Of several in one file, the one with that number.
const Invoice* find(const Read& read, const Row& row) {
    const Invoice* first = nullptr;
    for (auto at = read.lower_bound(row.file); at != read.end() && is_about(at->first, row.file);
         ++at)
        for (const auto* one : at->second) {
            if (first == nullptr) first = one;
            if (got_of(*one, "no") == json::string_at(row.truth, "no")) return one;
        }
    return first;
}

void score(const Row& row, const Invoice* read, Report& report) {
    for (const auto field : kFields) {
        const auto wanted = json::string_at(row.truth, field);
        if (wanted.empty()) continue;
        const auto got = read == nullptr ? std::string{} : got_of(*read, field);
        const bool right = same(field, wanted, got);
        for (auto* tally :
             {&report.kinds[row.kind][std::string(field)], &report.fields[std::string(field)]}) {
            ++tally->of;
            if (right) ++tally->right;
        }
        if (!right)
            report.misses.push_back({row.file, std::string(field), std::string(wanted), got});
    }
}

// "a|b": either.
bool is_one_of(std::string_view names, std::string_view name) {
    while (!names.empty()) {
        const auto end = std::min(names.find('|'), names.size());
        if (names.substr(0, end) == name) return true;
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return false;
}

void score_findings(const std::vector<Row>& rows, const std::vector<invoice::Finding>& findings,
                    Report& report) {
    const auto about = [](const Row& row, const invoice::Finding& one) {
        return is_about(one.file, row.file) || is_about(row.file, one.file);
    };
    for (const auto& row : rows)
        for (const auto& wanted : row.findings.value_or(std::vector<std::string>{})) {
            auto& tally = report.expected[wanted];
            ++tally.of;
            if (std::ranges::any_of(findings, [&](const auto& one) {
                    return about(row, one) && is_one_of(wanted, name_of(one.fault));
                }))
                ++tally.right;
            else
                report.misses.push_back({row.file, "finding", wanted, ""});
        }
    for (const auto& one : findings) {
        bool stated = false;
        bool wanted = false;
        for (const auto& row : rows) {
            if (!row.findings || !about(row, one)) continue;
            stated = true;
            for (const auto* names : {&*row.findings, &row.allowed})
                for (const auto& name : *names)
                    wanted = wanted || is_one_of(name, name_of(one.fault));
        }
        if (!stated || wanted) continue;
        ++report.unexpected[std::string(name_of(one.fault))];
        report.misses.push_back({one.file, "finding", "", one.message});
    }
}

bool same_in_truth(const Row& one, const Row& other) {
    const auto agree = [&](std::string_view name) {
        const auto wanted = json::string_at(one.truth, name);
        return !wanted.empty() && wanted == json::string_at(other.truth, name);
    };
    const auto number = [](const Row& row) {
        const auto stated = json::string_at(row.truth, "no");
        return stated.empty() ? fmt::format("{}|{}", json::string_at(row.truth, "serie"),
                                            json::string_at(row.truth, "folio"))
                              : std::string(stated);
    };
    const auto value = [&](std::string_view name) {
        return same(name, json::string_at(one.truth, name), json::string_at(other.truth, name));
    };
    // A credit note is never the invoice that it takes back, whatever number it has.
    const auto credit = [](const Row& row) {
        return row.kind.find("creditnote") != std::string::npos;
    };
    return number(one) == number(other) && credit(one) == credit(other) &&
           (agree("seller_vat") || agree("seller")) && value("date") && value("gross");
}

// The file that first says what this one says.
std::string_view first_of(const Row& row) {
    return row.same_as.empty() ? row.file : row.same_as;
}

// The first record of each file.
std::map<std::string, std::size_t> records_of(const invoice::Collection& collection) {
    std::map<std::string, std::size_t> of;
    for (std::size_t at = 0; at < collection.records().size(); ++at)
        for (const auto& file : collection.records()[at].files) of.emplace(file.path, at);
    for (const auto& one : collection.duplicates()) of.emplace(one.file, one.record);
    return of;
}

void compare_duplicates(const std::vector<Row>& rows, const std::map<std::string, std::size_t>& of,
                        Report& report) {
    for (std::size_t one = 0; one < rows.size(); ++one)
        for (std::size_t other = one + 1; other < rows.size(); ++other) {
            const auto mine = of.find(rows[one].file);
            const auto its = of.find(rows[other].file);
            if (mine == of.end() || its == of.end() || rows[one].file == rows[other].file) continue;
            const bool found = mine->second == its->second;
            const bool true_pair = first_of(rows[one]) == first_of(rows[other]) ||
                                   same_in_truth(rows[one], rows[other]);
            if (found && !true_pair) {
                ++report.false_duplicates;
                report.misses.push_back({rows[one].file, "duplicate", "", rows[other].file});
            }
            if (!found && true_pair) {
                ++report.missed_duplicates;
                report.misses.push_back({rows[one].file, "duplicate", rows[other].file, ""});
            }
        }
}

long most_memory() {
    rusage own{};
    rusage children{};
    ::getrusage(RUSAGE_SELF, &own);
    ::getrusage(RUSAGE_CHILDREN, &children);
    return std::max(own.ru_maxrss, children.ru_maxrss);
}

std::size_t silent_of(const std::vector<std::string>& files,
                      const invoice::Collection& collection) {
    std::set<std::string> told;
    for (const auto& record : collection.records())
        for (const auto& file : record.files) told.insert(file.path);
    for (const auto& one : collection.duplicates()) told.insert(one.file);
    for (const auto& one : collection.findings()) told.insert(one.file);
    return static_cast<std::size_t>(std::ranges::count_if(files, [&](const std::string& file) {
        return std::ranges::none_of(
            told, [&](const std::string& found) { return is_about(found, file); });
    }));
}

// The program's own processes have ended then, so that their memory is counted.
std::vector<invoice::Reading> read_all(std::vector<invoice::Given> files,
                                       const fs::path& documents) {
    invoice::Desk desk(documents);
    return desk.read_all(std::move(files));
}

}  // namespace

Result<Report> measure(const fs::path& folder, const fs::path& truth, const fs::path& documents) {
    ERRAND_TRY(const auto rows, read_truth(truth));
    const auto root = fs::is_directory(folder / "files") ? folder / "files" : folder;
    std::error_code failed;
    std::vector<std::string> files;
    for (fs::recursive_directory_iterator at(root, failed), end; !failed && at != end;
         at.increment(failed))
        if (at->is_regular_file() && !fs::equivalent(at->path(), truth) &&
            at->path().filename() != "about.json")
            files.push_back(fs::relative(at->path(), root).string());
    if (failed) return fail(ErrorCode::NotFound, fmt::format("{} cannot be read", root.string()));
    std::ranges::sort(files);

    Report report;
    const auto start = std::chrono::steady_clock::now();
    invoice::Collection collection;
    std::vector<invoice::Given> given;
    given.reserve(files.size());
    for (const auto& file : files) given.push_back({file, root / file});
    const auto readings = read_all(std::move(given), documents);
    for (const auto& one : readings) collection.add(one);
    const auto about = read_about(truth);
    collection.check_all({.year = about.year, .buyer_tax_id = about.buyer_tax_id, .today = {}});
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    report.kilobytes = most_memory();
    report.files = files.size();
    report.records = collection.records().size();
    report.duplicates = collection.duplicates().size();
    report.findings = collection.findings().size();
    report.silent = silent_of(files, collection);
    for (const auto& one : collection.findings()) ++report.faults[std::string(name_of(one.fault))];
    const auto read = by_path(readings);
    for (const auto& row : rows) score(row, find(read, row), report);
    score_findings(rows, collection.findings(), report);
    compare_duplicates(rows, records_of(collection), report);
    return report;
}

std::string text(const Report& report, std::size_t misses) {
    std::string out;
    const auto cell = [](const std::map<std::string, Tally>& fields, std::string_view name) {
        const auto found = fields.find(std::string(name));
        return found == fields.end() ? std::string("-")
                                     : fmt::format("{}/{}", found->second.right, found->second.of);
    };
    const auto line = [&](std::string_view name, const std::map<std::string, Tally>& fields) {
        out += fmt::format("{:<26}", name);
        for (const auto field : kFields)
            if (report.fields.contains(std::string(field)))
                out += fmt::format("{:>11}", cell(fields, field));
        out += '\n';
    };
    out += fmt::format("{:<26}", "kind");
    for (const auto field : kFields)
        if (report.fields.contains(std::string(field))) out += fmt::format("{:>11}", field);
    out += '\n';
    for (const auto& [kind, fields] : report.kinds) line(kind, fields);
    line("all", report.fields);
    out += fmt::format(
        "{} files: {} records, {} duplicates, {} findings; skipped in silence: {}\n"
        "pairs wrongly one: {}; pairs not seen as one: {}\n{:.2f} s, {} MB at most in one "
        "process\n",
        report.files, report.records, report.duplicates, report.findings, report.silent,
        report.false_duplicates, report.missed_duplicates, report.seconds, report.kilobytes / 1024);
    for (const auto& [fault, count] : report.faults) out += fmt::format("  {}: {}\n", fault, count);
    for (const auto& [fault, tally] : report.expected)
        out += fmt::format("  expected '{}': {} of {}\n", fault, tally.right, tally.of);
    for (const auto& [fault, count] : report.unexpected)
        out += fmt::format("  not expected '{}': {}\n", fault, count);
    for (std::size_t at = 0; at < std::min(misses, report.misses.size()); ++at) {
        const auto& miss = report.misses[at];
        out += fmt::format("  {} {}: '{}' read as '{}'\n", miss.file, miss.field, miss.wanted,
                           miss.got);
    }
    return out;
}

json::value to_json(const Report& report) {
    json::object kinds;
    const auto written = [](const std::map<std::string, Tally>& fields) {
        json::object out;
        for (const auto& [name, tally] : fields)
            out[name] = json::object{{"right", tally.right}, {"of", tally.of}};
        return out;
    };
    for (const auto& [kind, fields] : report.kinds) kinds[kind] = written(fields);
    json::object faults;
    json::object unexpected;
    for (const auto& [fault, count] : report.unexpected) unexpected[fault] = count;
    for (const auto& [fault, count] : report.faults) faults[fault] = count;
    return json::object{{"files", report.files},
                        {"records", report.records},
                        {"duplicates", report.duplicates},
                        {"findings", report.findings},
                        {"silent", report.silent},
                        {"false_duplicates", report.false_duplicates},
                        {"missed_duplicates", report.missed_duplicates},
                        {"seconds", report.seconds},
                        {"kilobytes", report.kilobytes},
                        {"fields", written(report.fields)},
                        {"expected", written(report.expected)},
                        {"unexpected", unexpected},
                        {"kinds", kinds},
                        {"faults", faults}};
}

}  // namespace errand::eval::invoices
