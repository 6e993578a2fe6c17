import CRow
import Domain
import GRDB
