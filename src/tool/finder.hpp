// Owns: finding the right tool among thousands for a request, in Chinese or English: by what the
// tools say of themselves, and by sentences that they were or may be used for. No model, no
// network; the same calls give the same answers. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "tool/descriptions.hpp"
#include "tool/learner.hpp"
#include "tool/tool.hpp"

namespace errand::tool {

// What a tool says of itself, as the finder reads it.
struct Description {
    std::string name;
    std::string text;                     // title and description
    std::vector<std::string> parameters;  // their names and descriptions
};
Description describe(const Tool& tool);

using ToolId = std::uint32_t;

// `share`: how likely it is that one, of all that there are, as far as the finder can tell.
struct FoundTool {
    ToolId tool = 0;
    double share = 0;
};

class Finder {
  public:
    // Exhausted where there are kMaxTools.
    Result<ToolId> add(const Description& description);
    // False where there is none. Its id may be given to a tool that is added later.
    bool remove(ToolId tool);
    std::size_t size() const { return size_; }

    // A sentence that the tool may be used for; it counts after the next train(). Invalid where
    // there is no such tool; Exhausted where there are kMaxExamples.
    Result<> add_example(ToolId tool, std::string_view sentence);
    // Learns from all examples, anew. Some tens of microseconds for each example and pass.
    void train();
    // The tool was right for this request: counts at once, and in later trainings.
    Result<> learn(ToolId tool, std::string_view request);

    // The likeliest first, at most `count`; none that has nothing to do with it.
    std::vector<FoundTool> find(std::string_view request, std::size_t count) const;

  private:
    struct Example {
        ToolId tool = 0;
        std::vector<Feature> features;   // of the sentence, to learn from
        std::vector<Feature> described;  // the same, to compare with descriptions
    };
    void practise(const Example& example);
    std::vector<float> scores(const std::vector<Feature>& described,
                              const std::vector<Feature>& learned) const;

    std::vector<bool> there_;
    std::vector<bool> learns_;  // has examples
    std::vector<ToolId> free_;
    std::size_t size_ = 0;
    Descriptions descriptions_;
    Learner learner_;
    std::vector<Example> examples_;
};

}  // namespace errand::tool
