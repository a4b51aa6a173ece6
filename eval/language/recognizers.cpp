#include "eval/language/recognizers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "eval/language/adapters.hpp"
#include "eval/language/scorer.hpp"

namespace errand::eval::language {
namespace {

struct Entry {
    std::string_view model;
    Recognizer recognize;
};

// Which reader reads which model's files, in all modes. One line each, by name.
constexpr Entry kEntries[] = {
    {"Choice/Chinese/BooleanModel", recognize_booleans_zh},
    {"Choice/English/BooleanModel", recognize_booleans_en},
    {"Number/Chinese/NumberModel", recognize_numbers_zh},
    {"Number/Chinese/NumberRangeModel", recognize_number_ranges_zh},
    {"Number/Chinese/OrdinalModel", recognize_ordinals_zh},
    {"Number/Chinese/PercentModel", recognize_percents_zh},
    {"Number/English/NumberModel", recognize_numbers_en},
    {"Number/English/NumberRangeModel", recognize_number_ranges_en},
    {"Number/English/OrdinalModel", recognize_ordinals_en},
    {"Number/English/PercentModel", recognize_percents_en},
    {"NumberWithUnit/Chinese/AgeModel", recognize_ages_zh},
    {"NumberWithUnit/Chinese/CurrencyModel", recognize_currencies_zh},
    {"NumberWithUnit/Chinese/DimensionModel", recognize_dimensions_zh},
    {"NumberWithUnit/Chinese/TemperatureModel", recognize_temperatures_zh},
    {"NumberWithUnit/English/AgeModel", recognize_ages_en},
    {"NumberWithUnit/English/CurrencyModel", recognize_currencies_en},
    {"NumberWithUnit/English/DimensionModel", recognize_dimensions_en},
    {"NumberWithUnit/English/TemperatureModel", recognize_temperatures_en},
    {"Sequence/Chinese/PhoneNumberModel", recognize_phone_numbers_zh},
    {"Sequence/Chinese/IpAddressModel", recognize_ip_addresses_zh},
    {"Sequence/Chinese/URLModel", recognize_urls_zh},
    {"Sequence/Chinese/EmailModel", recognize_emails_zh},
    {"Sequence/Chinese/GUIDModel", recognize_guids_zh},
    {"Sequence/Chinese/HashtagModel", recognize_hashtags_zh},
    {"Sequence/Chinese/MentionModel", recognize_mentions_zh},
    {"Sequence/Chinese/QuotedTextModel", recognize_quoted_texts_zh},
    {"Sequence/English/PhoneNumberModel", recognize_phone_numbers_en},
    {"Sequence/English/IpAddressModel", recognize_ip_addresses_en},
    {"Sequence/English/URLModel", recognize_urls_en},
    {"Sequence/English/EmailModel", recognize_emails_en},
    {"Sequence/English/GUIDModel", recognize_guids_en},
    {"Sequence/English/HashtagModel", recognize_hashtags_en},
    {"Sequence/English/MentionModel", recognize_mentions_en},
    {"Sequence/English/QuotedTextModel", recognize_quoted_texts_en},
    {"DateTime/Chinese/DateTimeModel", recognize_datetimes_zh},
    {"DateTime/English/DateTimeModel", recognize_datetimes_en},
};

Recognizer recognizer_of(std::string_view name) {
    const auto found = std::ranges::find(kEntries, model_of(name), &Entry::model);
    return found == std::end(kEntries) ? nullptr : found->recognize;
}

struct Tally {
    std::size_t cases = 0;
    std::size_t span = 0;
    std::size_t full = 0;
};

double percent(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string shown(const Found& found) {
    return fmt::format("'{}' {}-{} {} {}", found.text, found.start, found.end, found.type,
                       json::write(found.resolution));
}

std::string shown(const Expected& expected) {
    Found found{expected.text, expected.start.value_or(0), expected.end.value_or(0), expected.type,
                expected.resolution};
    return shown(found);
}

std::string failure_of(const Example& example, const std::vector<Found>& found,
                       const Score& score) {
    auto text = fmt::format("    {} | {} | {}", score.span ? "span only" : "wrong", example.input,
                            example.reference_date_time);
    for (const auto& one : example.results) text += "\n      expected " + shown(one);
    for (const auto& one : found) text += "\n      found    " + shown(one);
    return text;
}

// What another program found: {"name": [[{text, start, end, type, resolution}, …] for each case]}.
using Answers = std::map<std::string, std::vector<std::vector<Found>>>;

std::vector<Found> found_in(const json::value& answer) {
    std::vector<Found> all;
    if (!answer.is_array()) return all;
    for (const auto& one : answer.get_array()) {
        const auto number = [&](std::string_view key) {
            const auto* found = json::find(one, key);
            return found && found->is_int64() ? static_cast<std::size_t>(found->get_int64()) : 0;
        };
        Found found{std::string(json::string_at(one, "text")),
                    number("start"),
                    number("end"),
                    std::string(json::string_at(one, "type")),
                    {}};
        if (const auto* resolution = json::find(one, "resolution"); resolution->is_object())
            found.resolution = resolution->get_object();
        all.push_back(std::move(found));
    }
    return all;
}

// Answers by model, input and reference time.
class Peer {
  public:
    static Result<Peer> load(const std::filesystem::path& file) {
        Peer peer;
        if (file.empty()) return peer;
        ERRAND_TRY(const auto text, read_file(file));
        ERRAND_TRY(peer.root_, json::parse(text));
        return peer;
    }
    bool given() const { return root_.is_object(); }
    std::vector<Found> find(const Spec& spec, const Example& example) const {
        const auto* file = root_.get_object().if_contains(spec.name);
        const auto key = example.input + '\n' + example.reference_date_time;
        const auto* answer =
            file && file->is_object() ? file->get_object().if_contains(key) : nullptr;
        return answer == nullptr ? std::vector<Found>{} : found_in(*answer);
    }

  private:
    json::value root_;
};

std::vector<Found> find(const Spec& spec, const Example& example, const Peer& peer) {
    if (peer.given()) return peer.find(spec, example);
    std::vector<Found> found;
    const auto recognize = recognizer_of(spec.name);
    if (recognize == nullptr) return found;
    for (const auto& one : recognize(example.input, {example.reference_date_time, spec.mode}))
        found.push_back(to_found(example.input, one));
    return found;
}

Tally measure(const Spec& spec, const Peer& peer, std::size_t most_failures, Section& section) {
    Tally tally;
    for (const auto& example : spec.examples) {
        const auto found = find(spec, example, peer);
        const auto scored = score(example, found);
        ++tally.cases;
        tally.span += scored.span ? 1 : 0;
        tally.full += scored.full ? 1 : 0;
        if (scored.full || most_failures == 0) continue;
        --most_failures;
        section.failures.push_back(spec.name + "\n" + failure_of(example, found, scored));
    }
    return tally;
}

std::optional<double> reference(const json::value& references, std::string_view name,
                                std::string_view key) {
    const auto* files = json::find(references, "files");
    if (files == nullptr || !files->is_array()) return std::nullopt;
    for (const auto& file : files->get_array())
        if (json::string_at(file, "file") == name) {
            const auto* right = json::find(file, key);
            const auto* cases = json::find(file, "cases");
            if (right && cases && right->is_number() && cases->to_number<std::size_t>() > 0)
                return percent(right->to_number<std::size_t>(), cases->to_number<std::size_t>());
        }
    return std::nullopt;
}

Row row_of(const Spec& spec, const Tally& tally, const json::value& references) {
    Row row;
    row.name = spec.name;
    row.cases = tally.cases;
    row.figures = {{.name = "span",
                    .ours = percent(tally.span, tally.cases),
                    .reference = reference(references, spec.name, "span")},
                   {.name = "full",
                    .ours = percent(tally.full, tally.cases),
                    .reference = reference(references, spec.name, "full")}};
    if (!spec.mode.empty()) row.note = "mode " + spec.mode;
    return row;
}

}  // namespace

Result<Section> measure_recognizers(const MeasureOptions& options) {
    const auto folder = options.data / "recognizers";
    ERRAND_TRY(const auto files, model_files(folder));
    ERRAND_TRY(const auto peer, Peer::load(options.answers));
    json::value references;
    if (const auto text = read_file(options.references)) {
        ERRAND_TRY(references, json::parse(*text));
    }
    Section section;
    section.name = "recognizers";
    section.about = fmt::format("spans and whole resolutions; reference: {}",
                                json::string_at(references, "package"));
    std::vector<Row> other_modes;
    for (const auto& file : files) {
        ERRAND_TRY(const auto spec, load_spec(folder, file));
        if (spec.examples.empty() || !spec.name.contains(options.only)) continue;
        const auto tally = measure(spec, peer, options.failures, section);
        (spec.mode.empty() ? section.rows : other_modes).push_back(row_of(spec, tally, references));
        for (const auto& input : spec.contradictions)
            section.notes.push_back(spec.name + " contradicts itself: " + input);
    }
    section.rows.insert(section.rows.end(), other_modes.begin(), other_modes.end());
    return section;
}

json::value references_of(const Section& section, std::string_view package, std::string_view date) {
    json::array files;
    for (const auto& row : section.rows) {
        json::object file{{"file", row.name}, {"cases", row.cases}};
        for (const auto& figure : row.figures)
            file.emplace(figure.name,
                         std::llround(figure.ours * static_cast<double>(row.cases) / 100));
        files.push_back(std::move(file));
    }
    return json::object{{"package", package}, {"date", date}, {"files", std::move(files)}};
}

}  // namespace errand::eval::language
