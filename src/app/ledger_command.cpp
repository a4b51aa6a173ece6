// `errand ledger`: invoices in files and folders to a workbook.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/ledger_files.hpp"
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
    Progress(std::size_t files, bool quiet, bool zh)
        : files_(files), quiet_(quiet), zh_(zh), terminal_(::isatty(STDERR_FILENO) != 0) {}
    ~Progress() {
        if (terminal_ && !quiet_ && shown_ > 0) fmt::print(stderr, "\r\x1b[K");
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void file(const std::string& name, const invoice::Reading& reading) {
        ++shown_;
        if (quiet_) return;
        const auto what = fmt::format("[{}/{}] {}: {}", shown_, files_, name, outcome(reading));
        if (terminal_)
            fmt::print(stderr, "\r\x1b[K{}", cut(what));
        else
            fmt::print(stderr, "{}\n", what);
        std::fflush(stderr);
    }

  private:
    std::string outcome(const invoice::Reading& reading) const {
        if (reading.invoices.empty())
            return reading.findings.empty()
                       ? std::string("?")
                       : std::string(invoice::name_of(reading.findings.front().fault));
        return fmt::format(fmt::runtime(zh_ ? "{} 张发票" : "invoices: {}"),
                           reading.invoices.size());
    }
    static std::string cut(const std::string& text) {
        constexpr std::size_t kColumns = 79;
        return width(text) <= kColumns ? text : wrap(text, kColumns).front();
    }

    std::size_t files_;
    bool quiet_;
    bool zh_;
    bool terminal_;
    std::size_t shown_ = 0;
};

invoice::Reading unread(const std::string& name, const Error& error) {
    const auto fault =
        error.code == ErrorCode::Exhausted ? invoice::Fault::TooLarge : invoice::Fault::Unreadable;
    return {{}, {{fault, name, error.message}}};
}

std::vector<ledger::Handed> read_all(const LedgerFiles& files, Progress& progress) {
    invoice::Desk desk(client::own_folder() / "errand-documents");
    std::vector<ledger::Handed> all;
    for (const auto& file : files.files) {
        const auto bytes = read_ledger_file(file.path);
        auto reading = bytes ? desk.read(file.name, *bytes) : unread(file.name, bytes.error());
        progress.file(file.name, reading);
        all.push_back({file.name, std::move(reading)});
    }
    return all;
}

Result<ledger::Setting> setting_of(const LedgerOptions& options) {
    ledger::Setting setting;
    setting.year = options.year;
    setting.buyer_tax_id = options.buyer_tax_id;
    setting.claimant = options.claimant;
    setting.language = options.language;
    setting.currency = options.currency;
    setting.now = SystemClock().now();
    if (options.category_map.empty()) return setting;
    ERRAND_TRY(const auto text, read_ledger_file(options.category_map));
    ERRAND_TRY(setting.rules, ledger::read_category_rules(text));
    return setting;
}

// "EUR=7.85".
Result<void> set_rates(ledger::Ledger& ledger, const std::vector<std::string>& rates) {
    for (const auto& rate : rates) {
        const auto equals = rate.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::Invalid,
                        fmt::format("'{}' is no rate; one reads EUR=7.85", printable(rate)));
        ledger::Change change;
        change.filter.currency = rate.substr(0, equals);
        change.field = "rate";
        change.value = rate.substr(equals + 1);
        ERRAND_TRY_VOID(ledger.apply(change));
    }
    return {};
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

Result<void> write_all(const ledger::Ledger& ledger, const Outputs& outputs, const fs::path& root,
                       bool force) {
    const ledger::Output output{root, force};
    ERRAND_TRY_VOID(write_workbook(ledger, outputs.workbook, output));
    if (!outputs.csv.empty()) ERRAND_TRY_VOID(write_csv(ledger, outputs.csv, output));
    if (!outputs.json.empty()) ERRAND_TRY_VOID(write_json(ledger, outputs.json, output));
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
    ERRAND_TRY(auto setting, setting_of(options));
    ERRAND_TRY(const auto files, find_ledger_files(options.files, outputs.all()));
    ledger::Ledger ledger(std::move(setting));
    {
        Progress progress(files.files.size(), options.quiet, zh);
        ledger.add(read_all(files, progress));
    }
    ERRAND_TRY_VOID(set_rates(ledger, options.rates));
    ERRAND_TRY_VOID(write_all(ledger, outputs, files.root, options.force));
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
