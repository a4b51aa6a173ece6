#include "tool/finder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "tool/limits.hpp"

namespace errand::tool {
namespace {

constexpr float kNameRepeated = 2;  // a word of the name counts as much as two of the text
constexpr float kParameterRepeated = 0.4F;
constexpr float kDescribed = 0.25F;  // how far a described score is trusted, as a logarithm
constexpr int kStepsOfOneUse = 3;

std::string_view cut(std::string_view text, std::size_t most) {
    return text.substr(0, most);
}

void append(std::vector<Feature>& to, std::string_view text, float repeated) {
    const auto more = descriptive_features(cut(text, kMaxDescriptionBytes), repeated);
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

Description describe(const Tool& tool) {
    Description made{tool.name, tool.title + ". " + tool.description, {}};
    const auto* schema = tool.input_schema.if_object();
    const auto* properties = schema == nullptr ? nullptr : schema->if_contains("properties");
    if (properties == nullptr || !properties->is_object()) return made;
    for (const auto& [name, value] : properties->get_object()) {
        std::string text(name);
        const auto* object = value.if_object();
        const auto* said = object == nullptr ? nullptr : object->if_contains("description");
        if (said != nullptr && said->is_string()) text += " " + std::string(said->get_string());
        made.parameters.push_back(std::move(text));
    }
    return made;
}

Result<ToolId> Finder::add(const Description& description) {
    if (size_ >= kMaxTools)
        return fail(ErrorCode::Exhausted, "there are too many tools to choose from",
                    "disconnect services that are not used");
    auto tool = static_cast<ToolId>(there_.size());
    if (free_.empty()) {
        there_.push_back(false);
        learns_.push_back(false);
    } else {
        tool = free_.back();
        free_.pop_back();
    }
    std::vector<Feature> features;
    append(features, description.name, kNameRepeated);
    append(features, description.text, 1);
    for (const auto& parameter : description.parameters)
        append(features, parameter, kParameterRepeated);
    merge(features);
    descriptions_.add(tool, features);
    there_[tool] = true;
    ++size_;
    return tool;
}

bool Finder::remove(ToolId tool) {
    if (tool >= there_.size() || !there_[tool]) return false;
    descriptions_.remove(tool);
    learner_.forget(tool);
    std::erase_if(examples_, [&](const Example& example) { return example.tool == tool; });
    there_[tool] = learns_[tool] = false;
    free_.push_back(tool);
    --size_;
    return true;
}

Result<> Finder::add_example(ToolId tool, std::string_view sentence) {
    if (tool >= there_.size() || !there_[tool])
        return fail(ErrorCode::Invalid, "there is no such tool");
    if (examples_.size() >= kMaxExamples)
        return fail(ErrorCode::Exhausted, "there are too many example sentences");
    const auto read = cut(sentence, kMaxRequestBytes);
    examples_.push_back({tool, sentence_features(read), descriptive_features(read)});
    return {};
}

std::vector<float> Finder::scores(const std::vector<Feature>& described,
                                  const std::vector<Feature>& learned) const {
    std::vector<float> made(there_.size());
    descriptions_.score(described, made);
    for (auto& score : made) score *= kDescribed;
    learner_.score(learned, made);
    for (std::size_t i = 0; i < made.size(); ++i)
        if (!there_[i]) made[i] = -std::numeric_limits<float>::infinity();
    return made;
}

void Finder::practise(const Example& example) {
    const auto learned = learner_.weighted(example.features);
    learner_.step(learned, example.tool, scores(example.described, learned), learns_);
}

void Finder::train() {
    learner_ = Learner();
    learns_.assign(there_.size(), false);
    for (const auto& example : examples_) {
        learns_[example.tool] = true;
        learner_.see(example.features);
    }
    std::vector<std::size_t> order(examples_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937 random(1);  // NOLINT: the same training every time
    for (int pass = 0; pass < kTrainingPasses; ++pass) {
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
        for (const auto at : order) practise(examples_[at]);
    }
}

Result<> Finder::learn(ToolId tool, std::string_view request) {
    ERRAND_TRY_VOID(add_example(tool, request));
    learns_[tool] = true;
    learner_.see(examples_.back().features);
    for (int i = 0; i < kStepsOfOneUse; ++i) practise(examples_.back());
    return {};
}

std::vector<FoundTool> Finder::find(std::string_view request, std::size_t count) const {
    const auto read = cut(request, kMaxRequestBytes);
    const auto all = scores(
        descriptive_features(read),
        examples_.empty() ? std::vector<Feature>() : learner_.weighted(sentence_features(read)));
    std::vector<FoundTool> found;
    if (size_ == 0) return found;
    const auto most = *std::ranges::max_element(all);
    double sum = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!there_[i]) continue;
        const auto share = std::exp(static_cast<double>(all[i] - most));
        sum += share;
        if (all[i] != 0) found.push_back({static_cast<ToolId>(i), share});
    }
    const auto keep = std::min(count, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(keep),
                              [](const FoundTool& a, const FoundTool& b) {
                                  return a.share != b.share ? a.share > b.share : a.tool < b.tool;
                              });
    found.resize(keep);
    for (auto& tool : found) tool.share /= sum;
    return found;
}

}  // namespace errand::tool
