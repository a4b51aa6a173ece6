#include "brain/learn/train.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "brain/learn/hints.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/noise.hpp"
#include "brain/learn/phrases.hpp"
#include "brain/learn/train_classifier.hpp"
#include "brain/learn/train_tagger.hpp"

namespace errand::brain::learn {
namespace {

// Of the skills' phrases: see PhraseOptions and TrainOptions.
constexpr std::size_t kCopies = 3;
constexpr int kNoiseCopies = 1;

std::unexpected<Error> wrong(const Example& example, std::string_view what) {
    return fail(ErrorCode::Invalid, fmt::format("cannot train on \"{}\": {}", example.text, what));
}

Result<void> check(const Example& example, std::size_t heads) {
    if (example.labels.size() != heads) return wrong(example, "it needs a label for each head");
    for (const auto& label : example.labels)
        if (label.size() > kMaxNameBytes) return wrong(example, "a label's name is too long");
    std::size_t last = 0;
    for (const auto& span : example.slots) {
        if (span.slot.empty() || span.slot.size() > kMaxNameBytes)
            return wrong(example, "a slot has no name, or one that is too long");
        if (span.begin < last || span.end < span.begin || span.end > example.text.size())
            return wrong(example, "its slots overlap, or lie outside it");
        last = span.end;
    }
    for (const auto& hint : example.hints)
        if (hint.end < hint.begin || hint.end > example.text.size())
            return wrong(example, "a hint lies outside it");
    return {};
}

Result<void> check(const Dataset& data) {
    if (data.heads.empty() || data.heads.size() > kMaxHeads)
        return fail(ErrorCode::Invalid, "a dataset needs a head, and not too many");
    if (data.examples.empty() || data.examples.size() > kMaxSentences)
        return fail(ErrorCode::Invalid, "a dataset needs examples, and not too many");
    std::set<std::string> slots;
    std::vector<std::set<std::string>> labels(data.heads.size());
    for (const auto& example : data.examples) {
        ERRAND_TRY_VOID(check(example, data.heads.size()));
        for (const auto& span : example.slots) slots.insert(span.slot);
        for (std::size_t head = 0; head < data.heads.size(); ++head)
            if (!example.labels[head].empty()) labels[head].insert(example.labels[head]);
    }
    if (slots.size() > kMaxSlots) return fail(ErrorCode::Exhausted, "there are too many slots");
    for (const auto& head : labels)
        if (head.empty() || head.size() > kMaxLabels)
            return fail(ErrorCode::Invalid, "a head has no labels, or too many");
    return {};
}

Dataset with_noise(const Dataset& data, int copies) {
    Dataset made{data.heads, {}, data.outside, {}};
    for (std::size_t i = 0; i < data.examples.size(); ++i) {
        made.examples.push_back(data.examples[i]);
        const bool first = i == 0 || data.examples[i].origin != data.examples[i - 1].origin;
        if (!first) continue;
        for (int copy = 0; copy < copies; ++copy)
            made.examples.push_back(noisy(data.examples[i], i * 64 + static_cast<unsigned>(copy)));
    }
    return made;
}

// The label of the first head that was predicted when an example was held out: what the tagger will
// be told in use, errors included.
std::vector<std::string> predicted(const TrainedClassifier& trained, std::size_t examples) {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < examples; ++i) {
        const auto scores = trained.held_out[i].of(0);
        const auto best = std::ranges::max_element(scores) - scores.begin();
        made.push_back(trained.heads[0].labels[static_cast<std::size_t>(best)]);
    }
    return made;
}

}  // namespace

Result<std::string> train(const Dataset& data, const TrainOptions& options) {
    ERRAND_TRY_VOID(check(data));
    const auto all = with_noise(data, options.noise_copies);
    ByteWriter body;
    ByteWriter listed;
    ERRAND_TRY_VOID(Gazetteer::write(data.entries, listed));
    Endings::write(data.entries, listed);
    ByteReader reader(std::as_bytes(std::span(listed.bytes())));
    ERRAND_TRY(const auto gazetteer, Gazetteer::read(reader));
    ERRAND_TRY(const auto endings, Endings::read(reader));
    const auto trained = train_classifier(all, gazetteer, body);
    ERRAND_TRY_VOID(Gazetteer::write(data.entries, body));
    Endings::write(data.entries, body);
    const auto slots = train_tagger(all.examples, predicted(trained, all.examples.size()),
                                    gazetteer, endings, body);
    Pairing::write(data, trained.heads, slots, body);
    auto file = model_file(body.bytes());
    // Its own bounds hold for what is made, too.
    if (const auto opened = Model::open(file); !opened)
        return fail(ErrorCode::Exhausted,
                    "too many sentences for one model: " + opened.error().message);
    return file;
}

Result<std::string> train_skills(std::span<const std::filesystem::path> folders) {
    ERRAND_TRY(const auto data, read_skills(folders, {kCopies, read_hints}));
    return train(data, {kNoiseCopies});
}

}  // namespace errand::brain::learn
