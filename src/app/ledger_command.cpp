// `errand ledger`: invoices in files and folders to a workbook.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/ledger_files.hpp"
#include "app/ledger_setting.hpp"
#include "app/text.hpp"
#include "client/process.hpp"
#include "invoice/desk.hpp"
#include "ledger/ledger.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;

bool in_chinese(const LedgerOptions& options) {
    return options.language == "zh";
}

// One line for each file on a pipe; on a terminal one line that changes.
class Progress {
  public:
    explicit Progress(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) != 0) {}
    ~Progress() {
        if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void file(const std::string& name, std::size_t done, std::size_t total) {
        if (quiet_) return;
        shown_ = true;
        const auto what = fmt::format("[{}/{}] {}", done, total, printable(name));
        if (terminal_)
            fmt::print(stderr, "\r\x1b[K{}", cut(what));
        else
            fmt::print(stderr, "{}\n", what);
        std::fflush(stderr);
    }

  private:
    static std::string cut(const std::string& text) {
        constexpr std::size_t kColumns = 79;
        return width(text) <= kColumns ? text : wrap(text, kColumns).front();
    }

    bool quiet_;
    bool terminal_;
    bool shown_ = false;
};

std::vector<ledger::Handed> read_all(const LedgerFiles& files, Progress& progress) {
    std::vector<invoice::Given> given;
    for (const auto& file : files.files)
        if (!file.link) given.push_back({file.name, file.path});
    invoice::Desk desk(client::own_folder() / "errand-documents");
    auto readings = desk.read_all(
        std::move(given), [&](const std::string& name, std::size_t done, std::size_t total) {
            progress.file(name, done, total);
        });
    std::vector<ledger::Handed> all;
    auto next = readings.begin();
    for (const auto& file : files.files) {
        if (!file.link) {
            all.push_back({file.name, std::move(*next++)});
            continue;
        }
        invoice::Reading link;
        link.findings.push_back(
            {invoice::Fault::Unsupported, file.name, "a symbolic link, which is not followed"});
        all.push_back({file.name, std::move(link)});
    }
    return all;
}

struct Outputs {
    fs::path workbook;
    fs::path csv;  // empty: not wanted
    fs::path json;

    std::vector<fs::path> all() const {
        std::vector<fs::path> wanted{workbook};
        for (const auto& one : {csv, json})
            if (!one.empty()) wanted.push_back(one);
        return wanted;
    }
};

Result<Outputs> outputs_of(const LedgerOptions& options) {
    Outputs outputs{options.output, {}, {}};
    if (options.csv) outputs.csv = fs::path(options.output).replace_extension(".csv");
    if (options.json) outputs.json = fs::path(options.output).replace_extension(".json");
    if (outputs.workbook.extension() != ".xlsx")
        return fail(ErrorCode::Invalid,
                    fmt::format("{} does not end in .xlsx", printable(options.output)));
    std::error_code failed;
    for (const auto& one : outputs.all()) {
        if (!options.force && fs::exists(fs::symlink_status(one, failed)))
            return fail(ErrorCode::Conflict,
                        fmt::format("{} is there already", printable(one.string())),
                        "Name another file, or let it be replaced with --force.");
        const auto folder = one.has_parent_path() ? one.parent_path() : fs::path(".");
        if (!fs::is_directory(folder, failed))
            return fail(ErrorCode::NotFound,
                        fmt::format("the folder {} does not exist", printable(folder.string())));
    }
    return outputs;
}

// Where a file lies that has another name in the ledger than on the disk, as one that is named
// twice.
ledger::Links links_to(const ledger::Ledger& ledger, const LedgerFiles& files) {
    ledger::Links links{.root = files.root};
    const auto& names = ledger.handed_in();
    for (std::size_t at = 0; at < names.size() && at < files.files.size(); ++at) {
        std::error_code failed;
        if (files.root / names[at] == files.files[at].path) continue;
        if (auto path = fs::absolute(files.files[at].path, failed); !failed)
            links.places[names[at]] = std::move(path);
    }
    return links;
}

Result<void> write_all(const ledger::Ledger& ledger, const Outputs& outputs,
                       const ledger::Links& links, bool force) {
    const auto existing = force ? ledger::Existing::Replace : ledger::Existing::Refuse;
    ERRAND_TRY_VOID(write_workbook(ledger, outputs.workbook, links, existing));
    if (!outputs.csv.empty()) ERRAND_TRY_VOID(write_csv(ledger, outputs.csv, existing));
    if (!outputs.json.empty()) ERRAND_TRY_VOID(write_json(ledger, outputs.json, existing));
    return {};
}

void print_summary(const ledger::Ledger& ledger, const Outputs& outputs, bool zh) {
    const auto& entries = ledger.entries();
    const auto included = std::ranges::count(entries, true, &ledger::Entry::included);
    const auto duplicates =
        std::ranges::count(ledger.documents(), ledger::Fate::Duplicate, &ledger::Document::fate);
    const auto lost =
        std::ranges::count(ledger.documents(), ledger::Fate::Finding, &ledger::Document::fate);
    fmt::print(fmt::runtime(zh ? "文件 {} 个:发票 {} 张(计入 {},未计入 {}),重复文件 {} 个,未能登记 "
                                 "{} 个;待核对 {} 项\n"
                               : "{} files: {} invoices ({} counted, {} left out), {} duplicate "
                                 "files, {} not recorded; {} points to look at\n"),
               ledger.handed_in().size(), entries.size(), included,
               static_cast<std::ptrdiff_t>(entries.size()) - included, duplicates, lost,
               ledger.doubts().size());
    for (const auto& total : ledger.totals())
        fmt::print(fmt::runtime(zh ? "{:>5} {} 张:金额 {},税额 {},价税合计 {}\n"
                                   : "{:>5} {} invoices: net {}, tax {}, total {}\n"),
                   total.currency.empty() ? "?" : printable(total.currency), total.invoices,
                   invoice::to_string(total.net), invoice::to_string(total.tax),
                   invoice::to_string(total.gross));
    for (const auto& one : outputs.all()) fmt::print("{}\n", printable(one.string()));
}

Result<int> make_ledger(const LedgerOptions& options) {
    const bool zh = in_chinese(options);
    ERRAND_TRY(const auto outputs, outputs_of(options));
    ERRAND_TRY(auto setting, ledger_setting(options));
    ERRAND_TRY(const auto rates, ledger_rates(options.rates, setting.currency));
    ERRAND_TRY(const auto files, find_ledger_files(options.files, outputs.all()));
    if (files.files.empty())
        return fail(ErrorCode::NotFound, "there is no file in what was named",
                    "Name a folder with invoices in it, or the files themselves.");
    ledger::Ledger ledger(std::move(setting));
    {
        Progress progress(options.quiet);
        ledger.add(read_all(files, progress));
    }
    for (const auto& rate : rates) {
        ERRAND_TRY(const auto count, ledger.apply(rate));
        if (count == 0)
            fmt::print(stderr,
                       fmt::runtime(zh ? "没有 {} 的发票,它的汇率没有用上\n"
                                       : "no invoice is in {}: its rate was not used\n"),
                       rate.filter.currency);
    }
    ERRAND_TRY_VOID(write_all(ledger, outputs, links_to(ledger, files), options.force));
    print_summary(ledger, outputs, zh);
    if (!ledger.entries().empty()) return kOk;
    return fail(
        ErrorCode::NotFound,
        fmt::format("none of the {} files holds an invoice that can be read", files.files.size()),
        "The workbook says why for each of them.");
}

}  // namespace

int ledger_command(const LedgerOptions& options) {
    const auto made = make_ledger(options);
    return made ? *made : report(made.error());
}

}  // namespace errand::app
