#include "skills/ledger/work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "files/disk.hpp"
#include "language/text.hpp"
#include "ledger/money.hpp"
#include "skills/ledger/doubts.hpp"
#include "skills/ledger/readings.hpp"
#include "skills/ledger/texts.hpp"

namespace errand::skills::ledger {
namespace {

namespace fs = std::filesystem;
using errand::ledger::Handed;
using errand::ledger::Ledger;
using errand::ledger::Setting;

// What amounts are converted to. Who keeps a ledger in Chinese is paid in yuan; elsewhere it is the
// currency that most invoices are in.
std::string own_currency(const State& state, const std::vector<std::vector<Read>>& read) {
    if (state.language == "zh") return Setting{}.currency;
    std::map<std::string, std::size_t> counts;
    for (const auto& hand_in : read)
        for (const auto& one : hand_in)
            for (const auto& invoice : one.handed.reading.invoices)
                if (const auto code = errand::ledger::currency_code_of(invoice.currency.value))
                    ++counts[*code];
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; });
    return most == counts.end() ? Setting{}.currency : most->first;
}

Setting setting_of(const State& state, const std::string& language, Time now) {
    const auto folded = fold(state);
    Setting setting;
    setting.year = folded.year;
    setting.buyer_tax_id = folded.buyer_tax_id;
    setting.claimant = folded.claimant;
    setting.language = language;
    setting.now = now;
    // What was known when the ledger was begun. What its own edits teach holds from then on.
    for (const auto& [seller, category] : state.rules.sellers) {
        errand::ledger::CategoryRule rule;
        rule.seller = seller;
        rule.category = category;
        rule.whole_seller = true;
        setting.rules.push_back(std::move(rule));
    }
    return setting;
}

// Where the files that count begin: those before were handed in by mistake, and what was changed of
// their entries went with them.
std::size_t first_of(const State& state) {
    for (auto at = state.edits.size(); at > 0; --at)
        if (state.edits[at - 1].replaces) return at - 1;
    return 0;
}

// The last edit that leaves out all but something; edits like it before that no longer count.
const Edit* last_only(const State& state) {
    for (auto at = state.edits.size(); at > first_of(state); --at)
        if (!state.edits[at - 1].only.empty()) return &state.edits[at - 1];
    return nullptr;
}

json::object file_entry(const Workplace& place, const State& state, const fs::path& path) {
    const auto name = path.filename().string();
    json::object entry{{"name", name},
                       {"path", path.string()},
                       {"url", fmt::format("/v1/files/{}/{}/{}", place.errand, state.version,
                                           percent_encode(name))}};
    if (const auto bytes = files::read_whole(path, std::uint64_t{256} << 20U)) {
        entry["sha256"] = hex_encode(crypto::sha256(*bytes));
        entry["bytes"] = bytes->size();
    }
    return entry;
}

// What this ledger's edits taught of sellers counts for what is handed in afterwards, not for what
// was done before; so it is a change of the new entries, not a rule.
Result<> file_as_taught(Ledger& ledger, std::size_t before,
                        const std::map<std::string, std::string>& taught) {
    std::map<std::string, std::vector<std::size_t>> numbers;
    for (auto at = before; at < ledger.entries().size(); ++at) {
        const auto& entry = ledger.entries()[at];
        if (const auto found = taught.find(language::normalise(entry.invoice.seller.value));
            found != taught.end())
            numbers[found->second].push_back(entry.number);
    }
    for (auto& [category, which] : numbers) {
        errand::ledger::Change change;
        change.act = errand::ledger::Act::Categorise;
        change.filter.numbers = std::move(which);
        change.value = category;
        ERRAND_TRY_VOID(ledger.apply(change));
    }
    return {};
}

// The ledger of the state, and where the copies of its files lie.
struct Opened {
    Ledger ledger;
    errand::ledger::Links links;
};

void add_files(Opened& opened, std::vector<Read> read) {
    std::vector<Handed> handed;
    std::vector<std::string> lies;
    for (auto& one : read) {
        handed.push_back(std::move(one.handed));
        lies.push_back(std::move(one.lies));
    }
    const auto first = opened.ledger.handed_in().size();
    opened.ledger.add(std::move(handed));
    for (std::size_t at = 0; at < lies.size(); ++at)
        if (!lies[at].empty())
            opened.links.places[opened.ledger.handed_in()[first + at]] = lies[at];
}

Result<Opened> open(Workplace& place, const State& state, const std::string& language, Time now) {
    std::vector<std::vector<Read>> read;
    for (auto at = first_of(state); at < state.edits.size(); ++at) {
        ERRAND_TRY(auto handed, read_of(place, state.edits[at]));
        read.push_back(std::move(handed));
    }
    auto setting = setting_of(state, language, now);
    setting.currency = own_currency(state, read);
    Opened opened{Ledger(std::move(setting)),
                  {.root = place.files.originals_of(place.user, place.errand)}};
    auto& ledger = opened.ledger;
    const auto* only = last_only(state);
    std::map<std::string, std::string> taught;
    for (std::size_t at = 0; at < read.size(); ++at) {
        const auto& edit = state.edits[first_of(state) + at];
        const auto before = ledger.entries().size();
        add_files(opened, std::move(read[at]));
        ERRAND_TRY_VOID(file_as_taught(ledger, before, taught));
        for (const auto& change : edit.changes) ERRAND_TRY_VOID(ledger.apply(change));
        for (const auto& [seller, category] : edit.sellers)
            taught[language::normalise(seller)] = category;
        if (&edit != only) continue;
        for (const auto& change : edit.only) ERRAND_TRY_VOID(ledger.apply(change));
    }
    return opened;
}

Result<json::array> write_files(Workplace& place, const State& state, const Opened& opened) {
    const auto& ledger = opened.ledger;
    const auto folded = fold(state);
    ERRAND_TRY(const auto folder, place.files.folder_for(place.user, place.errand, state.version));
    const auto stem = file_stem(ledger);
    std::vector<fs::path> made{folder / (stem + ".xlsx")};
    // A step that is asked for twice writes the same version once more.
    ERRAND_TRY_VOID(errand::ledger::write_workbook(ledger, made.front(), opened.links));
    for (const auto& format : folded.formats) {
        const auto path = folder / fmt::format("{}.{}", stem, format);
        if (format == "csv") ERRAND_TRY_VOID(errand::ledger::write_csv(ledger, path));
        if (format == "json") ERRAND_TRY_VOID(errand::ledger::write_json(ledger, path));
        made.push_back(path);
    }
    json::array all;
    for (const auto& path : made) all.push_back(file_entry(place, state, path));
    return all;
}

}  // namespace

Folded fold(const State& state) {
    Folded folded;
    folded.language = state.language;
    folded.claimant = state.rules.claimant;
    folded.buyer_tax_id = state.rules.buyer_tax_id;
    for (const auto& edit : state.edits) {
        if (edit.year) folded.year = *edit.year == 0 ? std::nullopt : edit.year;
        if (edit.language) folded.language = *edit.language;
        if (edit.claimant) folded.claimant = *edit.claimant;
        if (edit.buyer_tax_id) folded.buyer_tax_id = *edit.buyer_tax_id;
        for (const auto& format : edit.formats)
            if (std::ranges::find(folded.formats, format) == folded.formats.end())
                folded.formats.push_back(format);
    }
    return folded;
}

Result<Ledger> open_ledger(Workplace& place, const State& state, const std::string& language,
                           Time now) {
    ERRAND_TRY(auto opened, open(place, state, language, now));
    return std::move(opened.ledger);
}

Result<json::value> make_version(Workplace& place, const State& state, const std::string& language,
                                 Time now) {
    const auto written_in = fold(state).language;
    ERRAND_TRY(const auto opened, open(place, state, written_in, now));
    const auto& ledger = opened.ledger;
    const auto counted = included(ledger).size();
    // A workbook of nothing helps nobody.
    json::array files;
    if (counted > 0) {
        ERRAND_TRY(auto written, write_files(place, state, opened));
        files = std::move(written);
    }
    std::optional<Ledger> told;
    if (written_in != language) {
        ERRAND_TRY(auto other, open_ledger(place, state, language, now));
        told.emplace(std::move(other));
    }
    const auto& shown = told ? *told : ledger;
    const auto asked = worth_asking(shown, state.settled);
    json::object made{{"files", std::move(files)},
                      {"invoices", ledger.entries().size()},
                      {"counted", counted},
                      {"text", json::encode(summary_of(shown))},
                      {"asked", json::encode(asked.asked)}};
    if (!asked.asked.empty()) made["question"] = json::encode(question_of(shown, asked));
    return made;
}

}  // namespace errand::skills::ledger
