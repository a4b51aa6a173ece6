#include "brain/learn/train_classifier.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>
#include <map>
#include <numeric>

#include "base/check.hpp"
#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

// Cost of an error against that of large weights; rounds over the examples. More rounds change
// nothing that can be measured.
constexpr float kCost = 2.0F;
constexpr int kRounds = 10;
constexpr int kRoundsHeldOut = 6;
constexpr std::size_t kParts = 3;
// Entries of lists that are hidden in training: most values that people say stand in no list.
constexpr float kUnlisted = 0.4F;
constexpr std::uint64_t kUnlistedSeed = 4;
// See familiar_from().
constexpr float kOutsideShare = 0.18F;
constexpr float kRefused = 0.03F;
// Rows of n-grams that a model has.
constexpr std::size_t kMostRows = 150'000;

// All columns (labels of all heads) side by side: +1 where a sentence has the label, -1 where it
// has another one of the same head, 0 where its label of this head is not known.
struct Targets {
    std::size_t width = 0;  // padded
    std::vector<std::size_t> begin{0};
    std::vector<std::vector<std::uint32_t>> labels;  // head, example
    std::size_t examples = 0;

    void set(std::size_t example, std::vector<float>& sign) const {
        std::ranges::fill(sign, 0.0F);
        for (std::size_t head = 0; head + 1 < begin.size(); ++head) {
            const bool outside = example >= examples;
            if (outside && head > 0) return;
            const auto label = outside ? kUnlabelled : labels[head][example];
            if (!outside && label == kUnlabelled) continue;
            std::fill(sign.begin() + static_cast<std::ptrdiff_t>(begin[head]),
                      sign.begin() + static_cast<std::ptrdiff_t>(begin[head + 1]), -1.0F);
            if (!outside) sign[begin[head] + label] = 1.0F;
        }
    }
};

struct Weights {
    std::size_t width = 0;
    std::vector<float> rows;
    std::vector<float> bias;

    std::span<const float> row(std::size_t at) const { return {rows.data() + at * width, width}; }
    void score(const Sparse& sentence, std::vector<float>& to) const {
        to = bias;
        for (const auto& [row, value] : sentence)
            add_scaled(to.data(), rows.data() + row * width, value, width);
    }
    void add(const Sparse& sentence, const std::vector<float>& change) {
        for (const auto& [row, value] : sentence)
            add_scaled(rows.data() + row * width, change.data(), value, width);
        add_scaled(bias.data(), change.data(), 1.0F, width);
    }
};

// One against the rest with squared hinge loss, by dual coordinate descent (Hsieh et al., 2008):
// the exact step for one sentence in every column at once, so it needs no learning rate.
Weights fit(const std::vector<Sparse>& sentences, const std::vector<std::size_t>& which,
            const Targets& targets, std::size_t rows, int rounds) {
    const auto width = targets.width;
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
            float length = 1.0F + kDiagonal;
            for (const auto& entry : sentence) length += entry.value * entry.value;
            weights.score(sentence, score);
            targets.set(which[at], sign);
            float* alpha = alphas.data() + at * width;
            for (std::size_t i = 0; i < width; ++i) {
                const float gradient = sign[i] * score[i] - 1.0F + kDiagonal * alpha[i];
                const float next = std::max(alpha[i] - gradient / length, 0.0F);
                change[i] = (next - alpha[i]) * sign[i];
                alpha[i] = sign[i] == 0.0F ? 0.0F : next;
            }
            weights.add(sentence, change);
        }
    }
    return weights;
}

// A vocabulary together with the bytes that it reads.
struct OwnVocabulary {
    ByteWriter bytes;
    Vocabulary vocabulary;

    std::size_t rows() const { return vocabulary.rows(); }
    std::vector<Sparse> weigh_all(const std::vector<Grams>& grams) const {
        std::vector<Sparse> made;
        made.reserve(grams.size());
        for (const auto& one : grams) made.push_back(vocabulary.weigh(one));
        return made;
    }
};
OwnVocabulary vocabulary_of(std::span<const Grams> sentences,
                            std::span<const std::size_t> origins) {
    OwnVocabulary made;
    Vocabulary::write(sentences, origins, made.bytes);
    ByteReader reader(std::as_bytes(std::span(made.bytes.bytes())));
    auto vocabulary = Vocabulary::read(reader);
    ERRAND_CHECK(vocabulary);
    made.vocabulary = *vocabulary;
    return made;
}

struct Trainer {
    const Dataset& data;
    Targets targets;
    TrainedClassifier made;

    // Labels in alphabetical order.
    void number_labels() {
        for (std::size_t head = 0; head < data.heads.size(); ++head) {
            std::map<std::string, std::uint32_t> known;
            for (const auto& example : data.examples)
                if (!example.labels[head].empty()) known.emplace(example.labels[head], 0);
            Head one{data.heads[head], {}, 1};
            for (auto& [label, number] : known) {
                number = static_cast<std::uint32_t>(one.labels.size());
                one.labels.push_back(label);
            }
            std::vector<std::uint32_t> numbers;
            for (const auto& example : data.examples) {
                const auto found = known.find(example.labels[head]);
                numbers.push_back(found == known.end() ? kUnlabelled : found->second);
            }
            targets.begin.push_back(targets.begin.back() + one.labels.size());
            targets.labels.push_back(std::move(numbers));
            made.heads.push_back(std::move(one));
        }
        targets.width = padded(targets.begin.back());
        targets.examples = data.examples.size();
    }

    std::size_t part_of(std::size_t sentence) const {
        const auto origin =
            sentence < data.examples.size() ? data.examples[sentence].origin : sentence;
        return mixed(origin + 1) % kParts;
    }

    // A part's n-grams must not be known to what judges it, so each has a vocabulary of its own.
    // Parts write to sentences of their own, so that they may be judged at once.
    void hold_out(const std::vector<Grams>& grams, std::size_t part) {
        std::vector<std::size_t> inside;
        std::vector<Grams> seen;
        std::vector<std::size_t> origins;
        for (std::size_t i = 0; i < grams.size(); ++i) {
            if (part_of(i) == part) continue;
            inside.push_back(i);
            if (i >= data.examples.size()) continue;
            seen.push_back(grams[i]);
            origins.push_back(data.examples[i].origin);
        }
        const auto vocabulary = vocabulary_of(seen, origins);
        const auto sentences = vocabulary.weigh_all(grams);
        const auto weights = fit(sentences, inside, targets, vocabulary.rows(), kRoundsHeldOut);
        for (std::size_t i = 0; i < grams.size(); ++i) {
            if (part_of(i) != part) continue;
            made.held_out[i].begin = targets.begin;
            weights.score(sentences[i], made.held_out[i].values);
        }
    }

    // The sharpness under which what was held out is most probable.
    float sharpness_of(std::size_t head) const {
        const auto loss = [&](float sharpness) {
            double sum = 0;
            for (std::size_t i = 0; i < data.examples.size(); ++i) {
                const auto label = targets.labels[head][i];
                if (label == kUnlabelled) continue;
                const auto scores = made.held_out[i].of(head);
                std::vector<float> values(scores.begin(), scores.end());
                for (float& value : values) value *= sharpness;
                softmax(values);
                sum -= std::log(std::max(values[label], 1e-9F));
            }
            return sum;
        };
        float best = 1;
        double least = loss(best);
        for (float sharpness = 1.25F; sharpness < 40; sharpness *= 1.25F) {
            const auto here = loss(sharpness);
            if (here >= least) break;
            least = here;
            best = sharpness;
        }
        return best;
    }

    // The best score from which on a sentence is taken for one of this head's. Where sentences from
    // outside are known: what decides most sentences right, were kOutsideShare of all from outside.
    // Otherwise what refuses kRefused of those that were held out.
    float familiar_from(std::size_t head) const {
        std::vector<std::pair<float, float>> gains;  // best score, what is gained by taking it
        std::vector<float> inside;
        for (std::size_t i = 0; i < data.examples.size(); ++i) {
            const auto label = targets.labels[head][i];
            if (label == kUnlabelled) continue;
            const auto scores = made.held_out[i].of(head);
            const auto best = std::ranges::max_element(scores);
            const bool right = best - scores.begin() == static_cast<std::ptrdiff_t>(label);
            inside.push_back(*best);
            gains.emplace_back(*best, right ? 1.0F : 0.0F);
        }
        if (inside.empty()) return -1;
        const auto outside = head == 0 ? data.outside.size() : 0;
        if (outside == 0) {
            std::ranges::sort(inside);
            return inside[static_cast<std::size_t>(static_cast<float>(inside.size()) * kRefused)];
        }
        const float weight = kOutsideShare / (1 - kOutsideShare) *
                             static_cast<float>(inside.size()) / static_cast<float>(outside);
        for (std::size_t i = 0; i < outside; ++i)
            gains.emplace_back(std::ranges::max(made.held_out[data.examples.size() + i].of(head)),
                               -weight);
        std::ranges::sort(gains, std::greater{});
        double gained = 0, most = -1;
        float from = -1;
        for (const auto& [score, gain] : gains) {
            gained += gain;
            if (gained <= most) continue;
            most = gained;
            from = score;
        }
        return from;
    }
};

float largest_of(std::span<const float> values) {
    float largest = 1e-12F;
    for (const float value : values) largest = std::max(largest, std::fabs(value));
    return largest;
}

// The rows that move a score the most: each costs a byte for each label.
std::vector<std::uint8_t> chosen_of(const Weights& weights, const Vocabulary& vocabulary) {
    std::vector<std::uint8_t> made(vocabulary.rows(), 1);
    if (made.size() <= kMostRows) return made;
    std::vector<std::pair<float, std::size_t>> moved;
    for (std::size_t row = 0; row < made.size(); ++row)
        moved.emplace_back(largest_of(weights.row(row)) * vocabulary.rarity(row), row);
    const auto least = moved.begin() + static_cast<std::ptrdiff_t>(made.size() - kMostRows);
    std::ranges::nth_element(moved, least);
    for (auto one = moved.begin(); one != least; ++one) made[one->second] = 0;
    return made;
}

// Four bits for each: a sentence sums dozens of rows, so what is rounded evens out.
void write_weights(const Weights& weights, std::span<const std::uint8_t> chosen, ByteWriter& to) {
    constexpr float kLargest = 7;
    std::vector<float> scales;
    std::vector<std::uint8_t> packed;
    const auto half = weights.width / 2;
    for (std::size_t row = 0; row < chosen.size(); ++row) {
        if (chosen[row] == 0) continue;
        const auto values = weights.row(row);
        const float largest = largest_of(values);
        const auto whole = [&](std::size_t column) {
            return static_cast<unsigned>(std::lround(values[column] / largest * kLargest) + 8);
        };
        scales.push_back(largest / kLargest);
        for (std::size_t i = 0; i < half; ++i)
            packed.push_back(static_cast<std::uint8_t>(whole(i) | whole(half + i) << 4));
    }
    to.array(weights.bias);
    to.array(scales);
    to.array(packed);
}

void write_heads(const std::vector<Head>& heads, ByteWriter& to) {
    to.value(static_cast<std::uint32_t>(heads.size()));
    for (const auto& head : heads) {
        to.text(head.name);
        to.value(head.sharpness);
        to.value(head.familiar_from);
        to.value(static_cast<std::uint32_t>(head.labels.size()));
        for (const auto& label : head.labels) to.text(label);
    }
}

}  // namespace

TrainedClassifier train_classifier(const Dataset& data, const Gazetteer& gazetteer,
                                   ByteWriter& to) {
    std::vector<Grams> grams;
    grams.reserve(data.examples.size() + data.outside.size());
    Random hidden(kUnlistedSeed);
    const auto listed = [&](const language::Text& text) {
        auto found = gazetteer.find(text);
        std::erase_if(found, [&](const Listed&) { return hidden.unit() < kUnlisted; });
        return found;
    };
    for (const auto& example : data.examples) {
        const auto text = language::read_text(example.text);
        grams.push_back(read_grams(text, example.hints, listed(text)));
    }
    for (const auto& sentence : data.outside) {
        const auto text = language::read_text(sentence);
        grams.push_back(read_grams(text, {}, listed(text)));
    }
    const auto inside = std::span(grams).first(data.examples.size());
    std::vector<std::size_t> origins;
    origins.reserve(data.examples.size());
    for (const auto& example : data.examples) origins.push_back(example.origin);
    const auto vocabulary = vocabulary_of(inside, origins);

    Trainer trainer{data, {}, {}};
    trainer.number_labels();
    trainer.made.held_out.resize(grams.size());
    std::vector<std::future<void>> parts;
    for (std::size_t part = 0; part < kParts; ++part)
        parts.push_back(
            std::async(std::launch::async, [&, part] { trainer.hold_out(grams, part); }));
    std::vector<std::size_t> all(grams.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto weights =
        fit(vocabulary.weigh_all(grams), all, trainer.targets, vocabulary.rows(), kRounds);
    for (auto& part : parts) part.get();
    for (std::size_t head = 0; head < data.heads.size(); ++head) {
        trainer.made.heads[head].sharpness = trainer.sharpness_of(head);
        trainer.made.heads[head].familiar_from = trainer.familiar_from(head);
    }
    const auto chosen = chosen_of(weights, vocabulary.vocabulary);
    Vocabulary::write(inside, origins, to, chosen);
    write_heads(trainer.made.heads, to);
    write_weights(weights, chosen, to);
    trainer.made.labels = std::move(trainer.targets.labels);
    return std::move(trainer.made);
}

}  // namespace errand::brain::learn
