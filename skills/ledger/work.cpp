#include "skills/ledger/work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "files/disk.hpp"
#include "files/limits.hpp"
#include "invoice/json.hpp"
#include "skills/ledger/doubts.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/texts.hpp"

namespace errand::skills::ledger {
namespace {

namespace fs = std::filesystem;
using errand::ledger::Handed;
using errand::ledger::Ledger;
using errand::ledger::Setting;

Result<files::Item> item_at(Workplace& place, const std::string& list, std::size_t index) {
    ERRAND_TRY(const auto items, place.files.list(place.user, list));
    if (index >= items.size())
        return fail(ErrorCode::Corrupt, "the list of files is shorter than it was");
    return items[index];
}

std::string text_of(const invoice::Reading& reading) {
    return json::write(json::encode(reading));
}
Result<invoice::Reading> reading_of(std::string_view text) {
    return json::read<invoice::Reading>(text, json::Unknown::Ignore);
}

// A file that could not even be copied is a finding like any other.
invoice::Reading unread(const std::string& name, const std::string& problem) {
    invoice::Reading reading;
    reading.findings.push_back({invoice::Fault::Unreadable, name, problem});
    return reading;
}

Result<std::string> text_of(Workplace& place, const files::Item& item) {
    if (!item.problem.empty()) return text_of(unread(item.name, item.problem));
    ERRAND_TRY(const auto bytes, place.files.get(place.user, item.sha256));
    return place.read(item.name, bytes);
}

// The original beside what is made, under its own name, so that the workbook can link to it.
void lay_out(Workplace& place, const files::Item& item) {
    if (!item.problem.empty()) return;
    const auto folder = place.files.originals_of(place.user, place.errand);
    const auto to = (folder / item.name).lexically_normal();
    // A name leads nowhere but below the folder.
    const auto inside = to.lexically_relative(folder);
    if (inside.empty() || *inside.begin() == "..") return;
    if (!files::make_folders(to.parent_path())) return;
    std::error_code error;
    fs::create_hard_link(place.files.kept(place.user, item.sha256), to, error);
}

json::value as_json(const Handed& handed) {
    return json::array{handed.path, text_of(handed.reading)};
}

Result<std::vector<Handed>> handed_of(Workplace& place, const std::string& hash) {
    ERRAND_TRY(const auto text, place.files.get(place.user, hash));
    ERRAND_TRY(const auto parsed, json::parse(text));
    ERRAND_TRY(const auto pairs, json::decode<std::vector<std::vector<std::string>>>(parsed));
    std::vector<Handed> all;
    for (const auto& pair : pairs) {
        if (pair.size() != 2) return fail(ErrorCode::Corrupt, "a list of readings is damaged");
        ERRAND_TRY(auto reading, reading_of(pair[1]));
        all.push_back({pair[0], std::move(reading)});
    }
    return all;
}

// Amounts are converted to the currency that most invoices are in.
std::string main_currency(const std::vector<std::vector<Handed>>& bundles) {
    std::map<std::string, std::size_t> counts;
    for (const auto& handed : bundles)
        for (const auto& one : handed)
            for (const auto& invoice : one.reading.invoices)
                if (invoice.currency.has()) ++counts[invoice.currency.value];
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
    auto sellers = state.rules.sellers;
    for (const auto& edit : state.edits)
        for (const auto& [seller, category] : edit.sellers) sellers[seller] = category;
    for (const auto& [seller, category] : sellers) {
        errand::ledger::CategoryRule rule;
        rule.seller = seller;
        rule.category = category;
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

Result<json::array> write_files(Workplace& place, const State& state, const Ledger& ledger) {
    const auto folded = fold(state);
    ERRAND_TRY(const auto folder, place.files.folder_for(place.user, place.errand, state.version));
    const auto stem = file_stem(ledger);
    std::vector<fs::path> made{folder / (stem + ".xlsx")};
    // A step that is asked for twice writes the same version once more.
    const errand::ledger::Links links{.root = place.files.originals_of(place.user, place.errand)};
    ERRAND_TRY_VOID(errand::ledger::write_workbook(ledger, made.front(), links));
    for (const auto& format : folded.formats) {
        const auto path = folder / (stem + "." + format);
        if (format == "csv") ERRAND_TRY_VOID(errand::ledger::write_csv(ledger, path));
        if (format == "json") ERRAND_TRY_VOID(errand::ledger::write_json(ledger, path));
        made.push_back(path);
    }
    json::array all;
    for (const auto& path : made) all.push_back(file_entry(place, state, path));
    return all;
}

}  // namespace

Result<json::value> read_item(Workplace& place, const std::string& list, std::size_t index) {
    ERRAND_TRY(const auto item, item_at(place, list, index));
    ERRAND_TRY(const auto text, text_of(place, item));
    ERRAND_TRY(const auto reading, reading_of(text));
    ERRAND_TRY(const auto hash, place.files.put(place.user, text));
    return json::object{{"name", item.name},
                        {"reading", hash},
                        {"invoices", reading.invoices.size()},
                        {"problem", reading.invoices.empty() && !reading.findings.empty()
                                        ? reading.findings.front().message
                                        : std::string()}};
}

Result<json::value> bundle(Workplace& place, const std::string& list, std::size_t first,
                           const json::array& readings) {
    ERRAND_TRY(const auto items, place.files.list(place.user, list));
    json::array all;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (first + i >= items.size())
            return fail(ErrorCode::Corrupt, "the list of files is shorter than it was");
        const auto& item = items[first + i];
        lay_out(place, item);
        const auto hash = json::string_at(readings[i], "reading");
        auto text = hash.empty()
                        ? Result<std::string>(text_of(unread(
                              item.name, std::string(json::string_at(readings[i], "problem")))))
                        : place.files.get(place.user, std::string(hash));
        if (!text) text = text_of(place, item);  // read once more
        if (!text) return fail(std::move(text).error());
        ERRAND_TRY(auto reading, reading_of(*text));
        all.push_back(as_json({item.name, std::move(reading)}));
    }
    ERRAND_TRY(const auto hash, place.files.put(place.user, json::write(all)));
    return json::object{{"bundle", hash}};
}

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
    std::vector<std::vector<Handed>> bundles;
    for (auto at = first_of(state); at < state.edits.size(); ++at)
        for (const auto& hash : state.edits[at].bundles) {
            ERRAND_TRY(auto handed, handed_of(place, hash));
            bundles.push_back(std::move(handed));
        }
    auto setting = setting_of(state, language, now);
    setting.currency = main_currency(bundles);
    Ledger ledger(std::move(setting));
    const auto* only = last_only(state);
    auto next = bundles.begin();
    for (auto at = first_of(state); at < state.edits.size(); ++at) {
        const auto& edit = state.edits[at];
        for (std::size_t i = 0; i < edit.bundles.size(); ++i) ledger.add(std::move(*next++));
        for (const auto& change : edit.changes) ERRAND_TRY_VOID(ledger.apply(change));
        if (&edit != only) continue;
        for (const auto& change : edit.only) ERRAND_TRY_VOID(ledger.apply(change));
    }
    return ledger;
}

Result<json::value> make_version(Workplace& place, const State& state, const std::string& language,
                                 Time now) {
    const auto written_in = fold(state).language;
    ERRAND_TRY(const auto ledger, open_ledger(place, state, written_in, now));
    const auto counted = included(ledger).size();
    // A workbook of nothing helps nobody.
    json::array files;
    if (counted > 0) {
        ERRAND_TRY(auto written, write_files(place, state, ledger));
        files = std::move(written);
    }
    std::optional<Ledger> told;
    if (written_in != language) {
        ERRAND_TRY(auto other, open_ledger(place, state, language, now));
        told.emplace(std::move(other));
    }
    const auto& shown = told ? *told : ledger;
    const auto asked = worth_asking(shown);
    json::object made{{"files", std::move(files)},
                      {"invoices", ledger.entries().size()},
                      {"counted", counted},
                      {"text", json::encode(summary_of(shown))},
                      {"asked", json::encode(asked.asked)}};
    if (!asked.asked.empty()) made["question"] = json::encode(question_of(shown, asked));
    return made;
}

}  // namespace errand::skills::ledger
