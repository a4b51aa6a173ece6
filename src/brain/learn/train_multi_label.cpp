#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/multi_label.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

// Cost of an error against that of large weights; rounds over the examples.
constexpr float kCost = 2.0F;
constexpr int kRounds = 10;
constexpr int kRoundsHeldOut = 6;
constexpr std::size_t kParts = 4;
constexpr std::size_t kLeastOrigins = 2;
// Most rows: what follows is rare, and costs a number for each label.
constexpr std::size_t kMostKept = std::size_t{1} << 17;
// How far a threshold may lie from zero; a rare label's errors say little.
constexpr float kFarthest = 0.4F;

using Labels = std::vector<std::uint32_t>;
using Rows = std::vector<std::uint32_t>;

struct Weights {
    std::size_t width = 0;
    std::vector<float> rows;
    std::vector<float> bias;

    void score(const Rows& sentence, std::vector<float>& to) const {
        to = bias;
        for (const auto row : sentence)
            add_scaled(to.data(), rows.data() + row * width, MultiLabel::kPresent, width);
    }
    void add(const Rows& sentence, const std::vector<float>& change) {
        for (const auto row : sentence)
            add_scaled(rows.data() + row * width, change.data(), MultiLabel::kPresent, width);
        add_scaled(bias.data(), change.data(), 1.0F, width);
    }
};

struct Trainer {
    std::span<const MultiLabelExample> examples;
    std::vector<std::string> names;
    std::vector<Labels> labels;
    std::size_t width = 0;

    void number() {
        std::map<std::string, std::vector<std::size_t>> origins;
        for (const auto& example : examples)
            for (const auto& label : example.labels) {
                auto& seen = origins[label];
                if (seen.size() < kLeastOrigins && std::ranges::count(seen, example.origin) == 0)
                    seen.push_back(example.origin);
            }
        std::map<std::string, std::uint32_t> numbers;
        for (const auto& [label, seen] : origins) {
            if (seen.size() < kLeastOrigins) continue;
            numbers.emplace(label, static_cast<std::uint32_t>(names.size()));
            names.push_back(label);
        }
        for (const auto& example : examples) {
            auto& to = labels.emplace_back();
            for (const auto& label : example.labels)
                if (const auto found = numbers.find(label); found != numbers.end())
                    to.push_back(found->second);
        }
        width = padded(names.size());
    }

    // Squared hinge loss by dual coordinate descent (Hsieh et al., 2008): the exact step for one
    // sentence in every column at once, so it needs no learning rate.
    Weights fit(const std::vector<Rows>& sentences, const std::vector<std::size_t>& which,
                std::size_t rows, int rounds) const {
        Weights weights{width, std::vector<float>(rows * width), std::vector<float>(width)};
        std::vector<float> alphas(which.size() * width), sign(width), score(width), change(width);
        std::vector<std::size_t> order(which.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        Random random(1);
        constexpr float kDiagonal = 0.5F / kCost;
        for (int round = 0; round < rounds; ++round) {
            random.shuffle(order);
            for (const auto at : order) {
                const auto& sentence = sentences[which[at]];
                const float length = 1.0F + kDiagonal +
                                     MultiLabel::kPresent * MultiLabel::kPresent *
                                         static_cast<float>(sentence.size());
                weights.score(sentence, score);
                std::ranges::fill(sign, -1.0F);
                for (const auto label : labels[which[at]]) sign[label] = 1.0F;
                float* alpha = alphas.data() + at * width;
                for (std::size_t i = 0; i < width; ++i) {
                    const float gradient = sign[i] * score[i] - 1.0F + kDiagonal * alpha[i];
                    const float next = std::max(alpha[i] - gradient / length, 0.0F);
                    change[i] = (next - alpha[i]) * sign[i];
                    alpha[i] = next;
                }
                weights.add(sentence, change);
            }
        }
        return weights;
    }

    std::size_t part_of(std::size_t example) const {
        return mixed(examples[example].origin + 1) % kParts;
    }

    // The scores of each example by a classifier, its vocabulary included, that knows nothing of
    // the example's origin.
    Result<std::vector<std::vector<float>>> hold_out() const {
        std::vector<std::vector<float>> made(examples.size());
        for (std::size_t part = 0; part < kParts; ++part) {
            std::vector<std::size_t> inside;
            for (std::size_t i = 0; i < examples.size(); ++i)
                if (part_of(i) != part) inside.push_back(i);
            ByteWriter bytes;
            KeyTable::write(keys_of(inside), bytes);
            ByteReader reader(std::as_bytes(std::span(bytes.bytes())));
            ERRAND_TRY(const auto table, KeyTable::read(reader));
            const auto sentences = rows_of(table);
            const auto weights = fit(sentences, inside, table.rows(), kRoundsHeldOut);
            for (std::size_t i = 0; i < examples.size(); ++i)
                if (part_of(i) == part) weights.score(sentences[i], made[i]);
        }
        return made;
    }

    // What stands in two origins or more, ascending; the most frequent where there is too much.
    std::vector<std::uint64_t> keys_of(const std::vector<std::size_t>& which) const {
        OriginCounts counts;
        for (const auto i : which) counts.add(examples[i].features, examples[i].origin);
        std::vector<std::pair<std::uint32_t, std::uint64_t>> kept;
        for (const auto& [key, one] : counts.seen)
            if (one.origins >= kLeastOrigins) kept.emplace_back(one.origins, key);
        std::ranges::sort(kept, [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        if (kept.size() > kMostKept) kept.resize(kMostKept);
        std::vector<std::uint64_t> keys;
        keys.reserve(kept.size());
        for (const auto& [origins, key] : kept) keys.push_back(key);
        std::ranges::sort(keys);
        return keys;
    }
    std::vector<Rows> rows_of(const KeyTable& table) const {
        std::vector<Rows> made;
        made.reserve(examples.size());
        for (const auto& example : examples)
            made.push_back(MultiLabel::rows_of(table, example.features));
        return made;
    }

    // The threshold with the fewest errors, and of these the one nearest to zero.
    float threshold_of(std::uint32_t label, const std::vector<std::vector<float>>& scores) const {
        std::vector<std::pair<float, int>> sorted;  // score, what taking it gains
        for (std::size_t i = 0; i < scores.size(); ++i)
            if (std::fabs(scores[i][label]) <= kFarthest)
                sorted.emplace_back(scores[i][label],
                                    std::ranges::count(labels[i], label) != 0 ? 1 : -1);
        std::ranges::sort(sorted, std::greater{});
        float best = kFarthest;
        int gained = 0, most = 0;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            gained += sorted[i].second;
            const float below = i + 1 < sorted.size() ? sorted[i + 1].first : -kFarthest;
            const float here = std::clamp(0.0F, below, sorted[i].first);
            if (gained < most || (gained == most && std::fabs(here) >= std::fabs(best))) continue;
            most = gained;
            best = here;
        }
        if (most == 0 && !sorted.empty() && sorted.front().first <= 0) return 0;
        return sorted.empty() ? 0 : best / 2;
    }
};

Result<void> check(std::span<const MultiLabelExample> examples) {
    if (examples.empty() || examples.size() > kMaxSentences)
        return fail(ErrorCode::Invalid, "a dataset needs examples, and not too many");
    for (const auto& example : examples)
        for (const auto& label : example.labels)
            if (label.empty() || label.size() > kMaxNameBytes)
                return fail(ErrorCode::Invalid, "a label has no name, or one that is too long");
    return {};
}

}  // namespace

Result<std::string> train_multi_label(std::span<const MultiLabelExample> examples) {
    ERRAND_TRY_VOID(check(examples));
    Trainer trainer{examples, {}, {}, 0};
    trainer.number();
    if (trainer.names.empty()) return fail(ErrorCode::Invalid, "no label stands in two origins");
    if (trainer.names.size() > kMaxLabels)
        return fail(ErrorCode::Exhausted, "there are too many labels");
    ERRAND_TRY(const auto held_out, trainer.hold_out());
    std::vector<std::size_t> all(examples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    ByteWriter to;
    KeyTable::write(trainer.keys_of(all), to);
    ByteReader reader(std::as_bytes(std::span(to.bytes())));
    ERRAND_TRY(const auto table, KeyTable::read(reader));
    auto weights = trainer.fit(trainer.rows_of(table), all, table.rows(), kRounds);
    for (std::uint32_t label = 0; label < trainer.names.size(); ++label)
        weights.bias[label] -= trainer.threshold_of(label, held_out);
    // The table reads its bytes in place, and these move when more are written.
    to.value(static_cast<std::uint32_t>(trainer.names.size()));
    for (const auto& name : trainer.names) to.text(name);
    to.array(weights.bias);
    to.array(weights.rows);
    return std::move(to.bytes());
}

}  // namespace errand::brain::learn
