// A program for measuring: errand-documents without the data that PDF files carry, so that what is
// read is read from their pages. `errand eval-invoices --without-xml` uses it.
#include <unistd.h>

#include "worker/serve.hpp"
#include "worker/sight.hpp"

namespace {

using namespace errand;

class PagesAlone final : public document::Sight {
  public:
    Result<document::PdfFile> pdf(std::string_view bytes) override {
        auto seen = eyes_.pdf(bytes);
        if (seen) seen->attachments.clear();
        return seen;
    }
    Result<document::PictureFile> picture(std::string_view bytes) override {
        return eyes_.picture(bytes);
    }
    bool wants_more() const override { return eyes_.wants_more(); }
    void load_more() override { eyes_.load_more(); }

  private:
    worker::Eyes eyes_;
};

}  // namespace

int main() {
    PagesAlone pages;
    return worker::serve(STDIN_FILENO, pages);
}
