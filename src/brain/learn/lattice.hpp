// Owns: sums and maxima over all label sequences of a sentence (forward, backward, Viterbi), shared
// by the tagger and its training. States that cannot matter are skipped, so that the time grows
// with the likely labels rather than with the square of all. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace errand::brain::learn {

// Scores of a chain. Rows are `width` long, padded; what is beyond `labels` is never looked at.
struct Chain {
    std::size_t labels = 0;
    std::size_t width = 0;
    std::size_t tokens = 0;
    std::span<const float> emission;    // tokens rows
    std::span<const float> transition;  // labels rows, from the label before
    std::span<const float> chance;      // e to the power of transition
    std::span<const float> first;       // one row: of the first token
};

struct Marginals {
    // forward[t][l] * backward[t][l] is the probability of label l at token t. potential[t][l] is e
    // to the power of the emission; scale[t] makes the forward values of token t sum to one.
    std::vector<float> forward, backward, potential, scale;
    double log_sum = 0;  // logarithm of the sum over all sequences

    float at(std::size_t place) const { return forward[place] * backward[place]; }
};

Marginals marginals_of(const Chain& chain);
// The best sequence, and its score.
struct BestPath {
    std::vector<std::size_t> labels;
    double score = 0;
};
BestPath best_path(const Chain& chain);

// Forward values below this are taken for zero.
inline constexpr float kNegligible = 1e-8F;

}  // namespace errand::brain::learn
