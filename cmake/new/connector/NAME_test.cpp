#include "connectors/@NAME@/@NAME@.hpp"

#include <gtest/gtest.h>

namespace errand::connectors::@NAME@ {
namespace {

TEST(Connector, SaysWhatItIs) { EXPECT_EQ(make().name, "@NAME@"); }

}  // namespace
}  // namespace errand::connectors::@NAME@
