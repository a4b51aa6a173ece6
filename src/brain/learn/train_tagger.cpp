#include "brain/learn/train_tagger.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <future>
#include <map>
#include <numeric>
#include <set>

#include "base/check.hpp"
#include "brain/learn/hash.hpp"
#include "brain/learn/key_table.hpp"
#include "brain/learn/lattice.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/tagger.hpp"
#include "brain/learn/token_features.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

// Rate and decay were chosen by cross-validation on hwu64, the share that is dropped on the
// open set of eval/language/own. Dropping some features teaches a sentence to be read by the
// others, as where a name was never seen.
constexpr float kRate = 0.3F;
constexpr float kDecay = 2e-3F;
constexpr float kDropped = 0.5F;
// Entries of lists that are hidden in training: most values that people say stand in no list.
constexpr float kUnlisted = 0.4F;
constexpr int kRounds = 3;
// Trained at once from the same start in different orders; the mean of them errs less than each.
constexpr std::size_t kCopies = 2;
constexpr std::uint32_t kLeastOrigins = 2;
// What is a cue (token_features.hpp): origins, and the share of them outside values.
constexpr std::uint32_t kLeastCueOrigins = 5;
constexpr float kCueShare = 0.8F;
// Weights that are not kept.
constexpr float kSmallest = 0.16F;
// What is this near to its aim moves nothing.
constexpr float kIdle = 1e-3F;

struct Sentence {
    std::vector<std::uint32_t> rows;
    std::vector<std::size_t> begin{0};
    std::vector<std::uint16_t> labels;
    std::size_t intent = 0;  // of Trainer::of_intent

    std::size_t tokens() const { return labels.size(); }
    std::span<const std::uint32_t> of(std::size_t token) const {
        return {rows.data() + begin[token], begin[token + 1] - begin[token]};
    }
};

// A weight with its sum of squared gradients (AdaGrad; Duchi et al., 2011).
struct Weight {
    float value = 0;
    float squares = 1e-6F;

    void step(float gradient, float rate) {
        gradient += kDecay * value;
        squares += gradient * gradient;
        value -= rate * gradient / std::sqrt(squares);
    }
};

// The labels that a sentence may have, a bit for each as well.
struct LabelSet : SomeLabels {
    std::vector<std::uint64_t> bits;

    explicit LabelSet(std::span<const std::uint8_t> seen)
        : SomeLabels(seen), bits(words_of(labels_of(seen.size()))) {
        for (const auto label : all) bits[label / 64] |= std::uint64_t{1} << label % 64;
    }
    static std::size_t words_of(std::size_t labels) { return (labels + 63) / 64; }
};

// A weight that counts in a sentence, for one token and label.
struct Use {
    std::uint32_t weight = 0;
    std::uint32_t place = 0;  // in the sentence's emissions
    bool gold = false;
};

struct Trainer {
    std::vector<std::string> slots;
    std::size_t labels = 1, width = 0;
    std::vector<Sentence> sentences;
    // Which labels a sentence may have: those that are seen with its intent. In use nothing else is
    // looked at either, so nothing is learned about what a skill does not have.
    std::vector<LabelSet> of_intent;
    std::vector<std::uint64_t> cues;
    std::vector<std::uint64_t> keys;
    std::vector<std::uint32_t> start;
    std::vector<std::uint16_t> label;
    std::vector<Weight> weight;
    // Row r has weights for the labels of the bits [r * bit_words, (r + 1) * bit_words).
    std::size_t bit_words = 0;
    std::vector<std::uint64_t> of_row;
    std::vector<Use> uses;  // of the sentence at hand
    std::vector<Weight> transition, first;
    std::vector<float> transition_value, chance, first_value;
    Random random{2};

    std::vector<std::uint16_t> labels_of_example(const Example& example, const language::Text& text,
                                                 std::size_t count) const {
        std::vector<std::uint16_t> made(count, 0);
        for (const auto& span : example.slots) {
            const auto slot = static_cast<std::size_t>(std::ranges::lower_bound(slots, span.slot) -
                                                       slots.begin());
            bool begun = false;
            for (std::size_t t = 0; t < count; ++t) {
                if (text[t].end <= span.begin || text[t].begin >= span.end) continue;
                made[t] = static_cast<std::uint16_t>(begun ? inside_of(slot) : begin_of(slot));
                begun = true;
            }
        }
        return made;
    }

    // Words of kLeastCueOrigins or more that mostly stand outside values.
    void choose_cues(std::span<const Example> examples) {
        struct Seen {
            std::uint32_t outside = 0, inside = 0;
            std::size_t last = ~std::size_t{0};
        };
        std::map<std::uint64_t, Seen> seen;
        for (const auto& example : examples) {
            const auto text = language::read_text(example.text);
            const auto count = std::min(text.size(), kMaxSentenceTokens);
            const auto made = labels_of_example(example, text, count);
            for (std::size_t t = 0; t < count; ++t) {
                auto& one = seen[hashed(text[t].text)];
                if (one.last == example.origin) continue;
                one.last = example.origin;
                ++(made[t] == 0 ? one.outside : one.inside);
            }
        }
        for (const auto& [word, one] : seen) {
            const auto all = static_cast<float>(one.outside + one.inside);
            if (one.outside >= kLeastCueOrigins &&
                static_cast<float>(one.outside) >= kCueShare * all)
                cues.push_back(word);
        }
    }

    // Features in a row of their own where they stand in kLeastOrigins or more; weights only for
    // the labels that they were seen with.
    void number(std::span<const Example> examples, std::span<const std::string> intents,
                const Gazetteer& gazetteer, const Endings& endings) {
        std::set<std::string> names;
        for (const auto& example : examples)
            for (const auto& span : example.slots) names.insert(span.slot);
        slots.assign(names.begin(), names.end());
        labels = labels_of(slots.size());
        width = padded(labels);
        choose_cues(examples);
        ByteWriter bytes;
        KeyTable::write(cues, bytes);
        ByteReader reader(std::as_bytes(std::span(bytes.bytes())));
        const auto table = KeyTable::read(reader);
        ERRAND_CHECK(table);
        std::vector<TokenFeatures> all;
        OriginCounts count;
        for (std::size_t i = 0; i < examples.size(); ++i) {
            const auto text = language::read_text(examples[i].text);
            auto listed = gazetteer.find(text);
            std::erase_if(listed, [&](const Listed&) { return random.unit() < kUnlisted; });
            all.push_back(read_token_features(text, examples[i].hints, listed, endings.find(text),
                                              {&*table}, intents[i]));
            count.add(all.back().keys, examples[i].origin);
            sentences.push_back({{}, {0}, labels_of_example(examples[i], text, all[i].tokens())});
        }
        for (const auto& [key, seen] : count.seen)
            if (seen.origins >= kLeastOrigins) keys.push_back(key);
        const KeyRows rows(std::move(keys));
        keys = rows.keys;
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto& sentence = sentences[i];
            for (std::size_t t = 0; t < all[i].tokens(); ++t) {
                for (const auto key : all[i].of(t))
                    if (const auto found = rows.row.find(key); found != rows.row.end())
                        sentence.rows.push_back(found->second);
                sentence.begin.push_back(sentence.rows.size());
            }
        }
    }

    // By intent, and for a sentence whose intent was not told right, by both.
    void choose_labels(std::span<const Example> examples, std::span<const std::string> intents) {
        const auto slot_of = [&](const std::string& name) {
            return static_cast<std::size_t>(std::ranges::lower_bound(slots, name) - slots.begin());
        };
        std::map<std::string, std::vector<std::uint8_t>> seen;
        for (const auto& example : examples) {
            auto& of = seen[example.labels.front()];
            of.resize(slots.size());
            for (const auto& span : example.slots) of[slot_of(span.slot)] = 1;
        }
        std::map<std::pair<std::string, std::string>, std::size_t> known;
        for (std::size_t i = 0; i < examples.size(); ++i) {
            const auto& own = examples[i].labels.front();
            const auto [found, added] = known.try_emplace({own, intents[i]}, of_intent.size());
            sentences[i].intent = found->second;
            if (!added) continue;
            auto both = seen[own];
            both.resize(slots.size());
            const auto& told = seen[intents[i]];
            for (std::size_t slot = 0; slot < told.size(); ++slot) both[slot] |= told[slot];
            of_intent.emplace_back(both);
        }
    }

    void pair() {
        std::vector<std::uint64_t> pairs;
        for (const auto& sentence : sentences)
            for (std::size_t t = 0; t < sentence.tokens(); ++t)
                for (const auto row : sentence.of(t))
                    pairs.push_back(std::uint64_t{row} << 16 | sentence.labels[t]);
        std::ranges::sort(pairs);
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        start.assign(keys.size() + 1, 0);
        bit_words = LabelSet::words_of(labels);
        of_row.assign(keys.size() * bit_words, 0);
        for (const auto pair : pairs) {
            const auto row = pair >> 16, of = pair & 0xFFFF;
            ++start[row + 1];
            label.push_back(static_cast<std::uint16_t>(of));
            of_row[row * bit_words + of / 64] |= std::uint64_t{1} << of % 64;
        }
        for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
        weight.resize(pairs.size());
        transition.resize(labels * width);
        transition_value.assign(labels * width, kImpossible);
        first.resize(width);
        first_value.assign(width, kImpossible);
        for (std::size_t to = 0; to < labels; ++to) {
            if (to == 0 || to % 2 == 1) first_value[to] = 0;
            for (std::size_t from = 0; from < labels; ++from)
                if (may_follow(from, to)) transition_value[from * width + to] = 0;
        }
        for (const float value : transition_value) chance.push_back(exponential(value));
    }

    // Adds the weights of a row for the labels that its sentence may have: most labels of a common
    // word belong to other skills, and are passed over 64 at a time.
    void use(std::uint32_t row, const LabelSet& some, std::size_t token, std::uint16_t gold) {
        auto before = start[row];
        for (std::size_t word = 0; word < bit_words; ++word) {
            const auto has = of_row[row * bit_words + word];
            for (auto both = has & some.bits[word]; both != 0; both &= both - 1) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(both));
                const auto below = has & ((std::uint64_t{1} << bit) - 1);
                const auto at = word * 64 + bit;
                uses.push_back({before + static_cast<std::uint32_t>(std::popcount(below)),
                                static_cast<std::uint32_t>(token + some.place[at]), at == gold});
            }
            before += static_cast<std::uint32_t>(std::popcount(has));
        }
    }

    // One step along the gradient of the logarithm of the sentence's probability.
    void learn(const Sentence& sentence, float rate) {
        std::vector<std::uint32_t> kept;
        std::vector<std::size_t> begin{0};
        for (std::size_t t = 0; t < sentence.tokens(); ++t) {
            for (const auto row : sentence.of(t))
                if (random.unit() >= kDropped) kept.push_back(row);
            begin.push_back(kept.size());
        }
        const auto& some = of_intent[sentence.intent];
        const auto values = some.square_of(transition_value, width);
        const auto chances = some.square_of(chance, width);
        const auto firsts = some.row_of(first_value);
        std::vector<float> emission(sentence.tokens() * some.width, 0.0F);
        // Rows and weights lie all over the memory: what is needed next is asked for beforehand.
        for (const auto row : kept) {
            __builtin_prefetch(&start[row]);
            __builtin_prefetch(&of_row[row * bit_words]);
        }
        uses.clear();
        for (std::size_t t = 0; t < sentence.tokens(); ++t)
            for (auto at = begin[t]; at < begin[t + 1]; ++at)
                use(kept[at], some, t * some.width, sentence.labels[t]);
        for (const auto& one : uses) __builtin_prefetch(&weight[one.weight], 1);
        for (const auto& one : uses) emission[one.place] += weight[one.weight].value;
        const Chain chain{some.all.size(), some.width, sentence.tokens(), emission, values,
                          chances,         firsts};
        const auto marginals = marginals_of(chain);
        for (const auto& one : uses) {
            const float error = marginals.at(one.place) - (one.gold ? 1.0F : 0.0F);
            if (std::fabs(error) >= kIdle) weight[one.weight].step(error, rate);
        }
        learn_transitions(sentence, some, chances, marginals, rate);
    }

    void learn_transitions(const Sentence& sentence, const SomeLabels& some,
                           std::span<const float> chances, const Marginals& marginals, float rate) {
        const auto count = some.all.size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto to = some.all[i];
            if (first_value[to] <= kImpossible) continue;
            const float gold = to == sentence.labels[0] ? 1.0F : 0.0F;
            first[to].step(marginals.at(i) - gold, rate);
            first_value[to] = first[to].value;
        }
        std::vector<float> next(count, 0.0F);
        for (std::size_t t = 1; t < sentence.tokens(); ++t) {
            for (std::size_t i = 0; i < count; ++i) {
                const auto at = t * some.width + i;
                next[i] = marginals.potential[at] * marginals.backward[at] * marginals.scale[t];
            }
            for (std::size_t k = 0; k < count; ++k) {
                const float before = marginals.forward[(t - 1) * some.width + k];
                const bool gold = some.all[k] == sentence.labels[t - 1];
                if (!gold && before < kIdle) continue;
                for (std::size_t i = 0; i < count; ++i) {
                    const auto pair = some.all[k] * width + some.all[i];
                    if (transition_value[pair] <= kImpossible) continue;
                    const float expected = before * chances[k * some.width + i] * next[i];
                    const float wanted = gold && some.all[i] == sentence.labels[t] ? 1.0F : 0.0F;
                    if (std::fabs(expected - wanted) < kIdle) continue;
                    transition[pair].step(expected - wanted, rate);
                    transition_value[pair] = transition[pair].value;
                    chance[pair] = exponential(transition_value[pair]);
                }
            }
        }
    }

    void fit(std::uint64_t seed) {
        random = Random(seed);
        std::vector<std::size_t> order(sentences.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (int round = 0; round < kRounds; ++round) {
            random.shuffle(order);
            const float rate =
                kRate * (1.0F - static_cast<float>(round) / static_cast<float>(kRounds));
            for (const auto at : order)
                if (sentences[at].tokens() > 0) learn(sentences[at], rate);
        }
    }

    void fit_copies() {
        std::vector<Trainer> others(kCopies - 1, *this);
        std::vector<std::future<void>> running;
        running.reserve(others.size());
        for (std::size_t i = 0; i < others.size(); ++i)
            running.push_back(
                std::async(std::launch::async, [&others, i] { others[i].fit(i + 3); }));
        fit(2);
        for (auto& one : running) one.get();
        const auto mean = [&](auto weights) {
            auto& to = this->*weights;
            for (std::size_t w = 0; w < to.size(); ++w) {
                for (auto& one : others) to[w].value += (one.*weights)[w].value;
                to[w].value /= static_cast<float>(kCopies);
            }
        };
        mean(&Trainer::weight);
        mean(&Trainer::transition);
        mean(&Trainer::first);
        for (std::size_t i = 0; i < transition_value.size(); ++i)
            if (transition_value[i] > kImpossible) transition_value[i] = transition[i].value;
        for (std::size_t i = 0; i < labels; ++i)
            if (first_value[i] > kImpossible) first_value[i] = first[i].value;
    }

    // In the form of Tagger::full_row().
    void write_row(std::size_t row, float largest, std::vector<std::uint16_t>& to) const {
        const auto before = to.size();
        std::vector<std::int8_t> full(padded(labels_of(slots.size())), 0);
        for (auto i = start[row]; i < start[row + 1]; ++i) {
            if (std::fabs(weight[i].value) < kSmallest) continue;
            const auto whole = std::lround(weight[i].value / largest * 127);
            full[label[i]] = static_cast<std::int8_t>(whole);
            to.push_back(Tagger::labelled(label[i], whole));
        }
        if (to.size() - before < full.size() / 2) return;
        to.resize(before + full.size() / 2);
        std::memcpy(to.data() + before, full.data(), full.size());
    }
    // Without what is too small to matter: most of the weights, and with them most of the rows.
    void write(ByteWriter& to) const {
        float largest = 1e-6F;
        for (const auto& one : weight) largest = std::max(largest, std::fabs(one.value));
        std::vector<std::uint64_t> kept;
        std::vector<std::uint8_t> counts;
        std::vector<std::uint16_t> words;
        for (std::size_t row = 0; row < keys.size(); ++row) {
            const auto before = words.size();
            write_row(row, largest, words);
            if (before == words.size()) continue;
            kept.push_back(keys[row]);
            counts.push_back(static_cast<std::uint8_t>(words.size() - before));
        }
        KeyTable::write(cues, to);
        KeyTable::write(kept, to);
        to.value(static_cast<std::uint32_t>(slots.size()));
        for (const auto& slot : slots) to.text(slot);
        to.array(counts);
        to.array(words);
        to.value(largest / 127.0F);
        to.array(transition_value);
        to.array(first_value);
    }
};

}  // namespace

std::vector<std::string> train_tagger(std::span<const Example> examples,
                                      std::span<const std::string> intents,
                                      const Gazetteer& gazetteer, const Endings& endings,
                                      ByteWriter& to) {
    Trainer trainer;
    trainer.number(examples, intents, gazetteer, endings);
    trainer.choose_labels(examples, intents);
    trainer.pair();
    trainer.fit_copies();
    trainer.write(to);
    return std::move(trainer.slots);
}

}  // namespace errand::brain::learn
