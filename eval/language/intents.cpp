#include "eval/language/intents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

#include "brain/learn/model.hpp"
#include "brain/learn/train.hpp"
#include "eval/language/intent_sets.hpp"
#include "language/text.hpp"

namespace errand::eval::language {
namespace {

namespace learn = brain::learn;

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

using Slots = std::set<std::tuple<std::size_t, std::size_t, std::string>>;

// Values as whole tokens: where one begins or ends within a word, the word belongs to it.
Slots slots_of(const errand::language::Text& text, const std::vector<learn::Span>& spans) {
    Slots made;
    for (const auto& span : spans) {
        std::size_t begin = text.original.size(), end = 0;
        for (const auto& token : text.tokens) {
            if (token.end <= span.begin || token.begin >= span.end) continue;
            begin = std::min(begin, token.begin);
            end = std::max(end, token.end);
        }
        if (begin < end) made.emplace(begin, end, span.slot);
    }
    return made;
}

struct Tally {
    std::size_t right = 0, slots_right = 0, both_right = 0;
    std::size_t found = 0, wanted = 0, common = 0;
    std::size_t right_and_taken = 0, refused_outside = 0;
    std::vector<float> inside, outside;  // familiarity
    std::vector<double> micros;
    std::vector<std::string> failures;
};

learn::Reading timed(const learn::Model& model, std::string_view sentence, Tally& tally) {
    const auto begin = processor_seconds();
    auto reading = model.read(errand::language::read_text(sentence));
    tally.micros.push_back((processor_seconds() - begin) * 1e6);
    return reading;
}

void test(const learn::Model& model, const learn::Example& example, std::size_t failures,
          Tally& tally) {
    const auto reading = timed(model, example.text, tally);
    const auto& head = reading.heads.front();
    const bool right = head.nearest.front().label == example.labels.front();
    tally.right += right;
    tally.right_and_taken += right && head.familiar;
    tally.inside.push_back(head.familiarity);
    const auto text = errand::language::read_text(example.text);
    std::vector<learn::Span> spans;
    spans.reserve(reading.slots.size());
    for (const auto& slot : reading.slots)
        spans.push_back({slot.begin, slot.end, std::string(slot.slot)});
    const auto found = slots_of(text, spans), wanted = slots_of(text, example.slots);
    tally.found += found.size();
    tally.wanted += wanted.size();
    for (const auto& one : found) tally.common += wanted.count(one);
    tally.slots_right += found == wanted;
    tally.both_right += right && found == wanted;
    if (!right && tally.failures.size() < failures)
        tally.failures.push_back(fmt::format("    {} | {} rather than {}", example.text,
                                             head.nearest.front().label, example.labels.front()));
}

Row cost_of(std::string_view bytes, double trained, Tally& tally) {
    std::ranges::sort(tally.micros);
    const auto at = [&](double part) {
        return tally
            .micros[static_cast<std::size_t>(part * static_cast<double>(tally.micros.size() - 1))];
    };
    Row row{"cost", tally.micros.size(), {}, ""};
    row.figures = {{"trained in", trained, 60.0, " s", true},
                   {"file", static_cast<double>(bytes.size()) / 1e6, 12.0, " MB", true},
                   {"p50", at(0.5), std::nullopt, " µs", true},
                   {"p99", at(0.99), 500.0, " µs", true}};
    return row;
}

Row intents_of(const IntentSet& set, const Tally& tally, double reference, std::string_view whose) {
    Row row{"intents", set.test.size(), {}, std::string(whose)};
    row.figures = {{"accuracy", share(tally.right, set.test.size()), reference}};
    return row;
}

Row outside_of(const IntentSet& set, const Tally& tally) {
    const auto outside = set.test_outside.size();
    Row row{"out of scope", outside, {}, "references: the aim; the SVM's accuracy and recall"};
    row.figures = {
        {"AUROC", 100 * area_under_curve(tally.inside, tally.outside), 96.0},
        {"accuracy with",
         share(tally.right_and_taken + tally.refused_outside, set.test.size() + outside), 79.1},
        {"recall", share(tally.refused_outside, outside), 18.3}};
    return row;
}

Row slots_of(const IntentSet& set, const Tally& tally) {
    Row row{"slots", set.test.size(), {}, ""};
    row.figures = {{"span F1", share(2 * tally.common, tally.found + tally.wanted)},
                   {"all slots", share(tally.slots_right, set.test.size())},
                   {"intent and all slots", share(tally.both_right, set.test.size())}};
    return row;
}

Result<Section> measure(const IntentSet& set, double reference, std::string_view whose,
                        const MeasureOptions& options) {
    const auto begin = processor_seconds();
    ERRAND_TRY(const auto bytes, learn::train(set.train));
    const auto trained = processor_seconds() - begin;
    ERRAND_TRY(const auto model, learn::Model::open(bytes));
    Tally tally;
    for (const auto& example : set.test) test(model, example, options.failures, tally);
    for (const auto& sentence : set.test_outside) {
        const auto reading = timed(model, sentence, tally);
        tally.outside.push_back(reading.heads.front().familiarity);
        tally.refused_outside += !reading.heads.front().familiar;
    }
    Section section;
    section.about = fmt::format("trained on {} sentences, tested on {}; processor time of one core",
                                set.train.examples.size(), set.split);
    section.rows.push_back(intents_of(set, tally, reference, whose));
    if (!set.test_outside.empty()) section.rows.push_back(outside_of(set, tally));
    if (tally.wanted > 0) section.rows.push_back(slots_of(set, tally));
    section.rows.push_back(cost_of(bytes, trained, tally));
    section.failures = std::move(tally.failures);
    return section;
}

}  // namespace

double area_under_curve(std::span<const float> inside, std::span<const float> outside) {
    std::vector<float> sorted(outside.begin(), outside.end());
    std::ranges::sort(sorted);
    double below = 0;
    for (const float one : inside) {
        const auto equal = std::ranges::equal_range(sorted, one);
        below += static_cast<double>(equal.begin() - sorted.begin());
        below += static_cast<double>(equal.size()) / 2;
    }
    const auto pairs = static_cast<double>(inside.size()) * static_cast<double>(outside.size());
    return pairs > 0 ? below / pairs : 0;
}

Result<Section> measure_clinc150(const MeasureOptions& options) {
    ERRAND_TRY(const auto set, load_clinc150(options.data / "clinc150"));
    return measure(set, 92.7, "reference: linear SVM", options);
}

Result<Section> measure_banking77(const MeasureOptions& options) {
    ERRAND_TRY(const auto set, load_banking77(options.data / "banking77"));
    return measure(set, 91.4, "reference: SVM on the set's own test", options);
}

Result<Section> measure_hwu64(const MeasureOptions& options) {
    ERRAND_TRY(const auto set, load_hwu64(options.data / "hwu64"));
    return measure(set, 88.7, "reference: SVM on the set's own test", options);
}

}  // namespace errand::eval::language
