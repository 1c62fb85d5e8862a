//! What needs someone today: the organisers' list, and shorter ones for contact persons
//! and the working group.

pub mod api;
mod item;
mod list;
mod own;
pub mod text;

pub(crate) use self::{
    list::TodayList,
    own::{ContactTasks, GroupTasks, contact_tasks, group_tasks, read_contact_facts},
};
