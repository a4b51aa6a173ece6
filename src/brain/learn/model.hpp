// Owns: a trained model: which skill and act a sentence is about, how sure that is, and which words
// are the values of slots. Read only once made: any thread. Linear in the sentence's length.
//
// The file (docs/learning.md): a header of 32 bytes, then the classifier, the tagger and the
// pairing. It is read in place; every size in it is checked before it is believed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brain/learn/classifier.hpp"
#include "brain/learn/dataset.hpp"
#include "brain/learn/endings.hpp"
#include "brain/learn/gazetteer.hpp"
#include "brain/learn/pairing.hpp"
#include "brain/learn/tagger.hpp"

namespace errand::brain::learn {

inline constexpr std::uint32_t kModelVersion = 6;

struct Choice {
    std::string_view label;
    float probability = 0;  // calibrated on sentences that were held out; sums to 1 over the labels
};
// What one head says.
struct HeadReading {
    std::string_view name;
    std::vector<Choice> nearest;  // up to three, the best first
    // The best label's raw score: about 1 for what is well known, falling below 0 for what is not.
    // Ranks sentences by whether they belong to any label at all better than the probability does.
    float familiarity = 0;
    bool familiar = false;  // enough to act on
};
// The bytes [begin, end) of the sentence are a value of this slot.
struct SlotReading {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view slot;
    float sure = 0;  // probability of the least certain of its tokens
};
struct Reading {
    std::vector<HeadReading> heads;
    std::vector<SlotReading> slots;
    float slots_sure = 1;  // probability of all slots together
};

class Model {
  public:
    // `bytes` begin at a multiple of eight and live as long as the model.
    static Result<Model> view(std::span<const std::byte> bytes);
    // The same with bytes of its own. Corrupt where they break their form.
    static Result<Model> open(std::string_view bytes);
    static Result<Model> open_file(const std::filesystem::path& file);

    // Names in the result live as long as the model.
    Reading read(const language::Text& text, std::span<const Hint> hints = {}) const;
    // The same without its slots.
    Reading read_heads(const language::Text& text, std::span<const Hint> hints = {}) const;
    // The slots alone, where what the sentence is about (a label of the first head) is known. None
    // for a label that the model does not have. How sure each is, is not measured.
    std::vector<SlotReading> read_slots(const language::Text& text, std::span<const Hint> hints,
                                        std::string_view label) const;

    const Classifier& classifier() const { return classifier_; }
    const Tagger& tagger() const { return tagger_; }

  private:
    void tag(const language::Text& text, std::span<const Hint> hints,
             std::span<const Listed> listed, std::size_t label, Certainty certainty,
             Reading& reading) const;
    HeadReading read_head(std::size_t head, const Scores& scores,
                          const std::vector<float>& probabilities) const;
    Reading read_heads(const language::Text& text, std::span<const Hint> hints,
                       std::span<const Listed> listed) const;
    std::vector<std::vector<float>> probabilities_of(const Scores& scores) const;

    std::shared_ptr<const std::vector<std::uint64_t>> own_;
    Classifier classifier_;
    Gazetteer gazetteer_;
    Endings endings_;
    Tagger tagger_;
    Pairing pairing_;
};

// A model's file from its body.
std::string model_file(std::string_view body);

}  // namespace errand::brain::learn
