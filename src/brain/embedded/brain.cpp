// The embedded reader behind the seam of every brain.
#include "brain/brain.hpp"

#include "brain/embedded/embedded.hpp"
#include "brain/embedded/lexicon.hpp"
#include "brain/learn/builtin.hpp"

namespace errand::brain::embedded {
namespace {

class EmbeddedBrain final : public Brain {
  public:
    // Reads the lexicon now, rather than with the first sentence.
    explicit EmbeddedBrain(learn::Model model) : model_(std::move(model)) { Lexicon::get(); }
    async::Awaitable<Result<Understanding>> understand(std::string text, Context context) override {
        co_return embedded::understand(text, context, model_);
    }

  private:
    learn::Model model_;
};

}  // namespace
}  // namespace errand::brain::embedded

namespace errand::brain {

std::unique_ptr<Brain> make_embedded() {
    return std::make_unique<embedded::EmbeddedBrain>(learn::builtin_model());
}

Result<std::unique_ptr<Brain>> make_embedded(const std::filesystem::path& model) {
    ERRAND_TRY(auto opened, learn::Model::open_file(model));
    return std::make_unique<embedded::EmbeddedBrain>(std::move(opened));
}

}  // namespace errand::brain
