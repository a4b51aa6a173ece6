#include "eval/language/crosswoz.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "eval/language/crosswoz_reader.hpp"

namespace errand::eval::language {
namespace {

using namespace crosswoz;

struct Tally {
    std::size_t utterances = 0, exact = 0, found = 0, wanted = 0, common = 0;
    std::vector<std::string> failures;

    void add(const std::set<Act>& ours, const std::set<Act>& theirs) {
        ++utterances;
        exact += ours == theirs;
        found += ours.size();
        wanted += theirs.size();
        for (const auto& one : ours) common += theirs.contains(one);
    }
    void add(const Tally& other) {
        utterances += other.utterances;
        exact += other.exact;
        found += other.found;
        wanted += other.wanted;
        common += other.common;
        failures.insert(failures.end(), other.failures.begin(), other.failures.end());
    }
};

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string text_of(const std::set<Act>& acts, const std::set<Act>& without) {
    std::string made;
    for (const auto& act : acts)
        if (!without.contains(act))
            made += fmt::format(" {}-{}-{}={}", act.intent, act.domain, act.slot, act.value);
    return made.empty() ? " nothing" : made;
}

Result<Tally> test(const Split& split, const Values& values, ReaderOptions options,
                   std::size_t failures) {
    ERRAND_TRY(const auto reader, Reader::learn(split.train, values, options));
    Tally tally;
    for (const auto& dialogue : split.test) {
        Before before(options.context);
        for (const auto& utterance : dialogue.utterances) {
            if (utterance.by_user != options.user) {
                before.said(utterance.acts);
                continue;
            }
            const auto ours = reader.read(utterance.text, before);
            const std::set<Act> theirs(utterance.acts.begin(), utterance.acts.end());
            tally.add(ours, theirs);
            if (ours != theirs && tally.failures.size() < failures)
                tally.failures.push_back(fmt::format("    {} |{} rather than{}", utterance.text,
                                                     text_of(ours, theirs), text_of(theirs, ours)));
        }
    }
    return tally;
}

Row row_of(std::string name, const Tally& tally, std::optional<double> reference,
           std::string note) {
    Row row{std::move(name), tally.utterances, {}, std::move(note)};
    row.figures = {{"act F1", share(2 * tally.common, tally.found + tally.wanted), reference},
                   {"precision", share(tally.common, tally.found), std::nullopt},
                   {"recall", share(tally.common, tally.wanted), std::nullopt},
                   {"all acts", share(tally.exact, tally.utterances), std::nullopt}};
    return row;
}

}  // namespace

Result<Section> measure_crosswoz(const MeasureOptions& options) {
    const auto begin = processor_seconds();
    ERRAND_TRY(const auto split, load(options.data / "crosswoz"));
    const Values values(split.database);
    Section section;
    ERRAND_TRY(const auto user, test(split, values, {true, true}, options.failures));
    section.rows.push_back(row_of("user", user, 95.5, "reference: BERTNLU with context"));
    section.failures = user.failures;
    if (options.only != "user") {
        ERRAND_TRY(const auto alone, test(split, values, {true, false}, 0));
        section.rows.push_back(row_of("user, without context", alone, 91.9, "reference: BERTNLU"));
        ERRAND_TRY(auto all, test(split, values, {false, true}, options.failures));
        section.failures.insert(section.failures.end(), all.failures.begin(), all.failures.end());
        all.add(user);
        section.rows.push_back(row_of("all utterances", all, std::nullopt, ""));
    }
    section.about = fmt::format(
        "acts (intent, domain, slot, value), micro-averaged; {} dialogues of {} ({}); "
        "{:.0f} s of processor time",
        split.train.size(), split.about, split.test.size(), processor_seconds() - begin);
    return section;
}

}  // namespace errand::eval::language
